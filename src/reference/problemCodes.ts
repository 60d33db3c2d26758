/**
 * The codes of problems: an input that cannot be read, or is refused.
 */
import { type Entries, explained } from "./Explanation.js";

const entries: Entries = [
  [
    "input.unreadable",
    { en: "the file cannot be opened or read", zh: "文件无法打开或读取" },
    { en: "check its name and permissions", zh: "检查文件名与权限" },
  ],
  [
    "input.notJson",
    { en: "the text is not JSON", zh: "内容不是 JSON" },
    { en: "mend it at the line and column that the message names", zh: "按消息给出的行列修正" },
  ],
  [
    "input.notUtf8",
    { en: "the bytes are not UTF-8", zh: "内容不是 UTF-8 编码" },
    { en: "save the file as UTF-8", zh: "将文件保存为 UTF-8" },
  ],
  [
    "input.tooLarge",
    { en: "a document above 64 MiB, or a line above 16 MiB", zh: "文档超过 64 MiB,或单行超过 16 MiB" },
    { en: "split it; --ndjson takes many orders", zh: "拆分输入;多个订单请用 --ndjson" },
  ],
  [
    "input.unknownFormat",
    {
      en: "no known format has these keys, or a callback is of another type",
      zh: "没有任何已知格式含有这些字段,或回调类型不符",
    },
    {
      en: "name the format with --format, or look for a misspelt key",
      zh: "用 --format 指定格式,或检查字段拼写",
    },
  ],
  [
    "value.type",
    { en: "a value of the wrong JSON type", zh: "值的 JSON 类型不对" },
    { en: "send the type that the message names", zh: "改为消息所述的类型" },
  ],
  [
    "value.required",
    { en: "a required field is missing", zh: "缺少必填字段" },
    { en: "send it; null counts as missing or as a wrong type", zh: "补上该字段;null 不算有值" },
  ],
  [
    "value.unknownKey",
    {
      en: "a key that a request does not have; the message guesses which was meant",
      zh: "请求中没有的字段;消息会猜测本意",
    },
    { en: "correct or remove it", zh: "改正或删除" },
  ],
  [
    "value.range",
    { en: "a number or literal outside what is allowed", zh: "数值或枚举值超出允许范围" },
    { en: "send one of the values that the message names", zh: "改为消息所列的值" },
  ],
  [
    "value.notInteger",
    {
      en: "a fraction where a whole number is needed: often an amount in yuan",
      zh: "应为整数处出现小数:常见于以元为单位的金额",
    },
    {
      en: "amounts are whole fen: multiply yuan by 100 before, exactly",
      zh: "金额以分为单位:先将元精确乘以 100",
    },
  ],
  [
    "value.tooLong",
    { en: "more bytes in UTF-8 than allowed", zh: "UTF-8 字节数超限" },
    { en: "shorten it; a Chinese character has 3 bytes", zh: "缩短内容;一个汉字 3 字节" },
  ],
  [
    "value.tooMany",
    { en: "a list with more entries than allowed", zh: "列表项数超限" },
    { en: "send fewer", zh: "减少项数" },
  ],
  [
    "value.empty",
    { en: "a list or text that must not be empty is", zh: "不得为空的列表或文本为空" },
    { en: "fill it, or leave the field out where it is optional", zh: "填写内容;选填字段可不传" },
  ],
  [
    "value.format",
    { en: "text that is not of the form that the field has", zh: "文本格式不对" },
    { en: "write it in the form that the message names", zh: "按消息所述格式书写" },
  ],
  [
    "id.number",
    {
      en: "an id as a number: above 2^53 it has already lost digits",
      zh: "id 写成了数字:超过 2^53 时已丢失精度",
    },
    { en: "send ids as strings, from where they are made on", zh: "从源头起就以字符串传递 id" },
  ],
  [
    "lines.duplicate",
    { en: "the same goodsId and skuId twice", zh: "相同的 goodsId 与 skuId 出现两次" },
    { en: "add the quantities up", zh: "合并数量" },
  ],
  [
    "lines.mixedSku",
    { en: "some lines have a skuId and some have none", zh: "部分商品行有 skuId,部分没有" },
    { en: "either all lines are skus or none is", zh: "要么全部为 sku,要么全部不是" },
  ],
  [
    "marketing.duplicate",
    { en: "the same id and code twice", zh: "相同的营销 id 与 code 出现两次" },
    { en: "join them, or give each its code", zh: "合并,或分别给出 code" },
  ],
  [
    "marketing.type",
    { en: "one marketing id with two types", zh: "同一营销 id 有两种 type" },
    { en: "one id has one type", zh: "同一 id 只能有一种 type" },
  ],
  [
    "marketing.unknownLine",
    { en: "appliesTo or units name goods that no line has", zh: "appliesTo 或 units 指向不存在的商品行" },
    {
      en: "name goods of the order, with skuId where its lines have one; leave appliesTo out for all",
      zh: "改为订单中的商品(商品行有 skuId 时须写明);适用全部时不传 appliesTo",
    },
  ],
  [
    "units.type1",
    {
      en: "units under calculationType 1, where the platform splits an amount over all units",
      zh: "calculationType 为 1 时指定了 units,而此时由平台拆分到所有件",
    },
    {
      en: "price under calculationType 2, or leave units out",
      zh: "改用 calculationType 2,或不传 units",
    },
  ],
  [
    "units.appliesTo",
    {
      en: "units of a line that the same marketing's appliesTo does not name",
      zh: "units 所在的商品行不在同一营销的 appliesTo 之内",
    },
    {
      en: "name the line in appliesTo too, or leave appliesTo out: units say it already",
      zh: "在 appliesTo 中补上该行,或不传 appliesTo:units 已经说明范围",
    },
  ],
  [
    "units.range",
    { en: "units beyond the last of their line", zh: "units 超出该行的件数" },
    {
      en: "count from 0: from + count is at most the line's quantity",
      zh: "从 0 起数:from + count 不超过该行数量",
    },
  ],
  [
    "units.overlap",
    { en: "one marketing names a unit twice", zh: "同一营销重复指定了某一件" },
    { en: "give each unit one entry, with all that it gets", zh: "每件只写一条,金额为它所得优惠之和" },
  ],
  [
    "units.sum",
    {
      en: "a marketing's discountAmount is not the sum of what its units get",
      zh: "营销的 discountAmount 不等于其 units 之和",
    },
    {
      en: "discountAmount = Σ count × discountAmount of its units",
      zh: "discountAmount 应为各条 units 的 count × discountAmount 之和",
    },
  ],
  [
    "marketing.overDiscount",
    { en: "a discount above what its lines still have to pay", zh: "优惠超过其商品行尚需支付的金额" },
    {
      en: 'lower it, or let it be lowered with policy.overDiscount "clamp"',
      zh: '降低金额,或用 policy.overDiscount "clamp" 自动降低',
    },
  ],
  [
    "fee.discountAboveAmount",
    { en: "a fee's discount above the fee", zh: "费用优惠超过费用本身" },
    { en: "lower the discount", zh: "降低优惠" },
  ],
  [
    "sum.tooLarge",
    {
      en: "a sum above 2^53 − 1 fen, which no number holds exactly",
      zh: "金额之和超过 2^53 − 1 分,无法精确表示",
    },
    { en: "look for a wrong unit or quantity", zh: "检查单位与数量" },
  ],
  [
    "promotion.duplicate",
    { en: "the same promotion id and code twice", zh: "相同的营销规则 id 与 code 出现两次" },
    { en: "remove one, or give each its code", zh: "删去一条,或分别给出 code" },
  ],
  [
    "promotion.level",
    {
      en: "one promotion id in two levels (discountRange)",
      zh: "同一营销规则 id 出现在两个维度(discountRange)",
    },
    { en: "give the other level an id of its own", zh: "另一个维度使用单独的 id" },
  ],
  [
    "promotion.type",
    { en: "one promotion id with two types", zh: "同一营销规则 id 有两种 type" },
    { en: "give the other type an id of its own", zh: "另一种类型使用单独的 id" },
  ],
  [
    "promotion.dates",
    { en: "an end that is not after its start", zh: "结束时间不晚于开始时间" },
    {
      en: "both are milliseconds since 1970, and endsAt is the first moment that is too late",
      zh: "两者均为毫秒级时间戳;endsAt 为失效的第一个时刻,须晚于 startsAt",
    },
  ],
  [
    "promotion.every",
    {
      en: "every (每满) without a threshold to count, or with one of 0",
      zh: "every(每满)没有可供计次的门槛,或门槛为 0",
    },
    {
      en: "say thresholdFen above 0 or thresholdQuantity in when, or leave every out",
      zh: "在 when 中给出大于 0 的 thresholdFen 或 thresholdQuantity,或不传 every",
    },
  ],
  [
    "promotion.tier",
    {
      en: "a tier with no threshold or two, or that gives nothing or two things",
      zh: "某一档没有门槛或有两个门槛,或没有优惠或有两种优惠",
    },
    {
      en: "one of thresholdFen and thresholdQuantity, and one of amountFen and rate",
      zh: "thresholdFen 与 thresholdQuantity 二选一,amountFen 与 rate 二选一",
    },
  ],
  [
    "promotion.tierOrder",
    {
      en: "tiers that do not ascend, ask for different things, or of which a higher one promises less",
      zh: "各档门槛未递增、种类不同,或更高一档的优惠反而更少",
    },
    {
      en: "write them from the lowest threshold up: no amount smaller than the one before, no rate larger, all fen or all units",
      zh: "门槛从低到高,金额不减、支付比例不增,且全部按金额或全部按件数",
    },
  ],
  [
    "promotion.pointsType",
    { en: "points under another type than 3", zh: "积分抵扣的 type 不是 3" },
    { en: "say type 3, which is points to the platform", zh: "改为 type 3(平台的积分类型)" },
  ],
  [
    "promotion.pointsWorth",
    {
      en: "a step of points that is not worth whole fen, or less than one",
      zh: "每步积分抵扣的不是整数分,或不足 1 分",
    },
    {
      en: "choose stepPoints so that fenPerPoint × stepPoints is whole: 0.1 fen in steps of 10 points",
      zh: "选择 stepPoints 使 fenPerPoint × stepPoints 为整数:例如每积分 0.1 分时,每步 10 积分",
    },
  ],
  [
    "promotion.unknownGroup",
    {
      en: "excludes names a group that no promotion is in: a misspelt one would exclude nothing",
      zh: "excludes 指向没有任何营销规则所属的组:写错的组名不会排除任何规则",
    },
    {
      en: "correct it, or hand in the promotions of that group too",
      zh: "改正组名,或同时传入该组的营销规则",
    },
  ],
  [
    "promotion.noBalance",
    {
      en: "a promotion is for points, and the buyer's balance is not said",
      zh: "有积分抵扣规则,但未给出买家的积分余额",
    },
    { en: "pass buyer.points; 0 where he has none", zh: "传入 buyer.points;没有积分时为 0" },
  ],
  [
    "promotion.unknown",
    { en: "`only` names a promotion that is not there", zh: "`only` 指向不存在的营销规则" },
    {
      en: "name a promotion of the list: by id, or by id and its own code",
      zh: "改为列表中的营销规则:用 id,或 id 与其自身的 code",
    },
  ],
  [
    "emit.tooManyItems",
    { en: "more item entries than policy.maxItemEntries", zh: "item 条目数超过 policy.maxItemEntries" },
    { en: 'policy.itemEntries "line", or a higher limit', zh: 'policy.itemEntries 用 "line",或提高上限' },
  ],
  [
    "emit.feesHaveNoOpenApiForm",
    { en: "fees, for which the OpenAPI documents no field", zh: "含费用,而 OpenAPI 没有费用字段" },
    { en: "order through the plugin", zh: "改用插件下单" },
  ],
  [
    "emit.feesDiffer",
    {
      en: "the order brings fees of its own that the quote does not have",
      zh: "订单自带的费用与算价结果不符",
    },
    { en: "price the fees in the request", zh: "将费用放进算价请求" },
  ],
  [
    "emit.wrongList",
    {
      en: "sku lines for an order with a goods list, or the other way round",
      zh: "sku 行用于 goods 列表,或反之",
    },
    { en: "bring the other list", zh: "改用另一个列表" },
  ],
  [
    "emit.unknownLine",
    { en: "the order has a line that the quote does not", zh: "订单含算价结果没有的商品行" },
    { en: "bring exactly the quote's lines, or none", zh: "商品行须与算价结果一致,或不传" },
  ],
  [
    "emit.missingLine",
    { en: "the order lacks a line of the quote", zh: "订单缺少算价结果中的商品行" },
    { en: "bring exactly the quote's lines, or none", zh: "商品行须与算价结果一致,或不传" },
  ],
  [
    "emit.ambiguousLine",
    {
      en: "a line of the order could be several of the quote's, or two are the same",
      zh: "订单商品行与算价结果无法一一对应",
    },
    { en: "name the ids in full", zh: "写全商品与 sku 的 id" },
  ],
  [
    "usable.purchaseUnknown",
    {
      en: "days after the purchase cannot be counted without purchasedAt",
      zh: "缺少 purchasedAt,无法计算购买后的天数",
    },
    { en: "pass the time of the purchase, in seconds", zh: "传入购买时间(秒)" },
  ],
  [
    "usable.holidayDatesUnknown",
    { en: "a holiday is excluded, and its dates are not given", zh: "排除了某节假日,但未给出其日期" },
    {
      en: "fill holiday_dates; no calendar of holidays is built in",
      zh: "填写 holiday_dates;本库不内置节假日日历",
    },
  ],
  [
    "goods.unknown",
    {
      en: "a quote is asked for goods that have no price of the merchant's",
      zh: "请求报价的商品没有商家价格",
    },
    {
      en: "correct the goods id and sku id, or add them to the catalogue",
      zh: "改正商品 id 与 sku id,或加入商品目录",
    },
  ],
  [
    "quote.unitPrice",
    {
      en: "a quote is asked with another unit price than the merchant's: the page has an old one",
      zh: "请求报价的单价与商家价格不一致:页面价格已过期",
    },
    {
      en: "show the buyer the price of today, and quote again; or leave unitPrice out",
      zh: "向买家展示最新价格后重新报价;或不传 unitPrice",
    },
  ],
  [
    "customGoods.notJpeg",
    { en: "the snapshot is no JPEG", zh: "定制快照不是 JPEG" },
    {
      en: "save the picture as jpg; renaming the file does not convert it",
      zh: "将图片另存为 jpg;仅改扩展名无效",
    },
  ],
  [
    "customGoods.truncated",
    { en: "the snapshot breaks off before its end", zh: "定制快照在结束标记之前中断" },
    { en: "save or download it again in full", zh: "重新完整地保存或下载" },
  ],
  [
    "customGoods.heightUnknown",
    { en: "the snapshot's header leaves its height open", zh: "定制快照的文件头未给出高度" },
    { en: "save the picture anew with a usual encoder", zh: "用常见编码器重新保存图片" },
  ],
  [
    "customGoods.notSquare",
    { en: "the snapshot is not 1:1", zh: "定制快照比例不是 1:1" },
    { en: "crop or pad it to a square", zh: "裁剪或补边为正方形" },
  ],
  [
    "customGoods.tooLarge",
    { en: "the snapshot has more than 200 KB", zh: "定制快照超过 200 KB" },
    { en: "compress it or make it smaller", zh: "压缩或缩小图片" },
  ],
  [
    "problems.more",
    { en: "there are more problems than are listed", zh: "问题数量超过列出上限" },
    { en: "mend those that are listed, and try again", zh: "先修正已列出的问题,再重试" },
  ],
  [
    "internal.fault",
    { en: "a fault of suanjia itself, not of the input", zh: "suanjia 自身的故障,与输入无关" },
    { en: "report it with the input that shows it", zh: "请附上输入反馈" },
  ],
  [
    "output.failed",
    { en: "the output could not be written", zh: "输出无法写入" },
    { en: "check the disk or the reader of the pipe", zh: "检查磁盘或管道的读取方" },
  ],
];

/** Problems, in the order in which an input meets them. */
export const problemCodes = explained("problem", entries);

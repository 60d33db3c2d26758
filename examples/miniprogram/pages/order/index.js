const { orderOf, start, viewOf, withQuantity, withToggled } = require("./order");

/** The plugin of life services 生服插件, which app.json declares. */
const LIFE_SERVICE = "tta5a3d31e3aecfb9b11";

/** What went wrong, of the order or of its payment. */
const failureOf = (failure) =>
  failure.orderId || failure.outOrderNo
    ? `支付未完成：${failure.errMsg}(${failure.errNo})`
    : `下单失败：${failure.errMsg}(${failure.errNo})`;

Page({
  data: { view: viewOf(start), message: "", isPlacing: false },

  onLoad() {
    this.choose(start);
  },

  /** Every change goes the same way: a new choice, a new view. */
  choose(choice) {
    this.choice = choice;
    this.setData({ view: viewOf(choice), message: "" });
  },

  onMore() {
    this.choose(withQuantity(this.choice, this.choice.quantity + 1));
  },

  onLess() {
    this.choose(withQuantity(this.choice, this.choice.quantity - 1));
  },

  onToggle(event) {
    this.choose(withToggled(this.choice, event.currentTarget.dataset.id));
  },

  onPlace() {
    // A second tap would be a second order.
    if (this.data.isPlacing) return;
    if (!tt.canIUse("requirePlugin")) {
      this.setData({ message: "当前抖音版本过低，请升级后再下单" });
      return;
    }
    const order = orderOf(this.choice);
    if (order.problems) {
      this.setData({ message: order.problems.join("\n") });
      return;
    }
    this.setData({ isPlacing: true, message: "" });
    const done = (message) => this.setData({ isPlacing: false, message });
    tt.requirePlugin(LIFE_SERVICE).createOrder(
      Object.assign({}, order.options, {
        success: (result) => done(`下单成功，订单号 ${result.orderId}`),
        fail: (failure) => done(failureOf(failure)),
      })
    );
  },
});

/**
 * The global `tt`, as far as the plugins need it: for projects that have no other typings of the platform. Where
 * `@douyin-microapp/typings` is installed, `tt` is declared already; see `suanjia/plugin-types` for what to do there.
 *
 * @packageDocumentation
 */
import type { RequirePlugin } from "./index.js";

/**
 * The part of `tt` that has to do with plugins.
 *
 * @category model
 * @since 0.2.0
 */
export interface PluginHost {
  /** The plugin of an id, which the mini-program's settings must list. 按 ID 取得已声明的插件。 */
  readonly requirePlugin: RequirePlugin;
  /** Whether this version of the platform has something, such as `createOrder.object.bookInfo`. 当前版本是否可用。 */
  readonly canIUse: (schema: string) => boolean;
}

declare global {
  const tt: PluginHost;
}

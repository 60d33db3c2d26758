/**
 * What an error says: here are no codecs but our own, whose errors say it in both languages.
 */
import type { CodedError } from "../../codec/errorText.js";
import type { Text } from "../../codec/Problem.js";

export const errorText = ({ message, messageZh }: CodedError): Text => ({ en: message, zh: messageZh });

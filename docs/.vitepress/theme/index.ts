import { h } from 'vue'
import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import RulePlayground from './RulePlayground.vue'
import './style.css'

/** The default theme, with the playground below the page of each rule. */
export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-footer-before': () => h(RulePlayground) }),
} satisfies Theme

/** What package.json says, as constants, so that no host has to read a file; a test keeps both equal. */
export const packageName = 'eslint-plugin-teardown'
export const version = '0.1.0'
export const repository = 'https://github.com/eslint-plugin-teardown/eslint-plugin-teardown'
/** Where the site is served: the links in reports, the site's own paths and its sitemap follow from it. */
export const homepage = 'https://eslint-plugin-teardown.github.io/eslint-plugin-teardown'

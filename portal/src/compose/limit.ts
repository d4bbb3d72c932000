/** The longest message, in Unicode code points; docs/openapi.yaml has the same. */
export const CHARACTER_LIMIT = 1_600;

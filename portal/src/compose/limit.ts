/** The longest message, in UTF-16 units as carriers count them; docs/openapi.yaml has the same. */
export const CHARACTER_LIMIT = 1_600;

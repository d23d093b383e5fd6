/** A text on the page, and how it stands out. */
export interface Contrast {
  readonly text: string;
  /** WCAG 2's ratio of text to what is behind it, 1 … 21. */
  readonly contrast: number;
}

/**
 * WCAG 2.2's contrast ratio (L₁ + 0.05) / (L₂ + 0.05) of each element's text to the colours painted behind it,
 * L the relative luminance. Runs inside the page, so it stands alone.
 */
export function contrastOf(elements: readonly Element[]): Contrast[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const parse = (css: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => {
    const mix = (front: number, back: number) => a * front + (1 - a) * back;
    return [mix(r, R), mix(g, G), mix(b, B), 1];
  };
  const behind = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const luminance = (colour: Colour): number => {
    const [r = 0, g = 0, b = 0] = colour
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return elements.map((element) => {
    const back = behind(element);
    const front = over(parse(getComputedStyle(element).color), back);
    const [dark = 0, light = 0] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    const contrast = Math.round((100 * (light + 0.05)) / (dark + 0.05)) / 100;
    return { text: (element.textContent ?? '').slice(0, 60), contrast };
  });
}

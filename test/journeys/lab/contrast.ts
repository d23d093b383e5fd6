/** How a text is painted: CSS colours of itself and of what lies behind it, nearest first. */
export interface Paint {
  readonly text: string;
  readonly colour: string;
  readonly backgrounds: readonly string[];
}

/** The paints of elements. Runs inside the page, so it stands alone. */
export function paintsOf(elements: readonly Element[]): Paint[] {
  return elements.map((element) => {
    const backgrounds: string[] = [];
    for (let place: Element | null = element; place; place = place.parentElement)
      backgrounds.push(getComputedStyle(place).backgroundColor);
    return {
      text: (element.textContent ?? '').slice(0, 60),
      colour: getComputedStyle(element).color,
      backgrounds,
    };
  });
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** WCAG 2.2's contrast ratio, (L₁ + 0.05) / (L₂ + 0.05) with L the relative luminance: 1 … 21. */
export function contrast({ colour, backgrounds }: Paint): number {
  const behind = backgrounds.map(parse).reduceRight(paintedOn, [255, 255, 255, 1]);
  const [dark = 0, light = 0] = [paintedOn(behind, parse(colour)), behind]
    .map(luminance)
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Reads `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.5)`, in which a browser gives every computed colour here. */
function parse(css: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function paintedOn(under: Colour, over: Colour): Colour {
  const mix = (i: 0 | 1 | 2) => over[3] * over[i] + (1 - over[3]) * under[i];
  return [mix(0), mix(1), mix(2), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

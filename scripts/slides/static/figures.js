// Draws the figure of a slide as large as the slide allows: plots anew at a projected size, grids of pictures folded,
// other pictures scaled.

window.deckFigures = (() => {
  /** Size of ticks and legends, in pixels of a slide of 1280 × 720. */
  const plotText = 22;
  const family = '"Source Sans 3", "Codebook Signs", sans-serif';

  /** @param {HTMLElement} page */
  function fit(page) {
    const frame = page.querySelector('.frame');
    const show = page.querySelector('.show');
    if (!(frame instanceof HTMLElement) || !(show instanceof HTMLElement)) return;
    if (frame.dataset.drawn) return;
    const shape = shapeOf(frame);
    const layouts = ['below', 'beside'].map((layout) => {
      page.dataset.layout = layout;
      const room = { width: show.clientWidth, height: show.clientHeight };
      return { layout, room, size: shape.size(room) };
    });
    layouts.sort((a, b) => area(b.size) - area(a.size));
    const [best] = layouts;
    page.dataset.layout = best.layout;
    frame.style.cssText = `width:${best.size.width}px;height:${best.size.height}px`;
    frame.dataset.drawn = 'yes';
    shape.draw(best.size);
  }

  const area = (/** @type {{ width: number, height: number }} */ size) => size.width * size.height;

  /** How a figure takes up room, and how it is drawn. @param {HTMLElement} frame */
  function shapeOf(frame) {
    const script = frame.querySelector('script.plot');
    const natural = {
      width: Number(frame.dataset.width) || 720,
      height: Number(frame.dataset.height) || 400,
    };
    if (!script) return { size: within(natural), draw: () => scaleMarkup(frame, natural) };
    const spec = JSON.parse(script.textContent);
    const isGrid = spec.layout.images?.length === 1 && spec.layout.xaxis?.visible === false; // a plane of codes has axes
    if (isGrid && !spec.data.some(({ opacity }) => opacity)) {
      const grid = window.deckPictures.gridOf(spec);
      return { size: (room) => grid.fold(room).size, draw: (size) => replace(frame, grid.draw(size)) };
    }
    const solid = spec.data.some(({ type }) => /3d$/.test(type));
    if (solid && !document.createElement('canvas').getContext('webgl'))
      return { size: within(natural), draw: () => {} };
    const isStill = spec.config.displayModeBar === false;
    if (isStill)
      return { size: within(natural), draw: (size) => plot(frame, spec, size, size.width / natural.width) };
    const text = spec.layout.font?.size ?? 13;
    return { size: (room) => room, draw: (size) => plot(frame, spec, size, plotText / text) };
  }

  /** The largest size of a fixed shape. @param {{ width: number, height: number }} natural */
  const within = (natural) => (/** @type {{ width: number, height: number }} */ room) => {
    const factor = Math.min(room.width / natural.width, room.height / natural.height);
    return { width: natural.width * factor, height: natural.height * factor };
  };

  /** @param {HTMLElement} frame @param {{ width: number, height: number }} natural */
  function scaleMarkup(frame, natural) {
    const scaled = frame.querySelector('.scaled');
    const factor = parseFloat(frame.style.width) / natural.width;
    if (scaled instanceof HTMLElement)
      scaled.style.cssText = `width:${natural.width}px;height:${natural.height}px;transform:scale(${factor})`;
  }

  /** @param {HTMLElement} frame @param {Element} drawn */
  function replace(frame, drawn) {
    frame.querySelector('figure').replaceChildren(drawn);
  }

  /** @param {HTMLElement} frame @param {object} spec @param {{ width: number, height: number }} size @param {number} factor */
  function plot(frame, spec, size, factor) {
    const place = document.createElement('div');
    const { data, layout, frames } = enlarged(spec, factor);
    layout.width = Math.floor(size.width);
    layout.height = Math.floor(size.height);
    layout.font = { ...layout.font, family };
    place.style.visibility = 'hidden';
    frame.querySelector('figure').append(place);
    const config = { ...spec.config, staticPlot: spec.config.displayModeBar === false };
    Plotly.newPlot(place, { data, layout, config, frames }).then(() => {
      frame.querySelector('figure > img')?.remove();
      place.style.visibility = '';
      if (!config.staticPlot) frame.querySelector('figure')?.setAttribute('role', 'group'); // it has buttons inside
    });
  }

  /** Sizes that Plotly takes in pixels. */
  const lengths = /^(standoff|xshift|yshift|ticklen|thickness|l|r|t|b|pad|tracegroupgap|arrowwidth)$/;

  /**
   * A copy of a specification with all that is measured in pixels times a factor.
   * @param {any} value @param {number} factor @param {string} [key] @param {string} [parent]
   */
  function enlarged(value, factor, key = '', parent = '') {
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      const sizes = key === 'size' && parent === 'marker';
      return Array.from(value, (one) => (sizes ? one * factor : enlarged(one, factor, '', key)));
    }
    if (typeof value === 'number') return isLength(key, parent) ? value * factor : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, enlarged(one, factor, name, key)]),
    );
  }

  /** @param {string} key @param {string} parent */
  function isLength(key, parent) {
    if (key === 'size') return /font$/.test(parent) || parent === 'marker';
    if (key === 'width') return parent === 'line' || /^error_/.test(parent);
    return lengths.test(key);
  }

  return { fit };
})();

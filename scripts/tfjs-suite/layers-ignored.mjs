// @ts-check
/**
 * The tests of tfjs-layers that are not run on the engine: those that fail on tfjs's own backend.
 * @type {{ test: string, reason: string }[]}
 */
export const ignored = [
  {
    test: 'TransformerDecoder one training step of transformer without cross attention',
    reason:
      'the layer adds a list of a tensor to a tensor, which tfjs takes for NaN; its loss is NaN everywhere',
  },
];

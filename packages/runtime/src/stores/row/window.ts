/**
 * A view over the memory that buffers lie in. What comes off a socket lies in a few large chunks, so that one view
 * serves many rows.
 */
export type Window = (bytes: Uint8Array) => DataView;

export function openWindow(): Window {
  let memory: ArrayBufferLike | undefined;
  let view: DataView | undefined;
  return (bytes) => {
    if (view !== undefined && bytes.buffer === memory) return view;
    memory = bytes.buffer;
    view = new DataView(memory);
    return view;
  };
}

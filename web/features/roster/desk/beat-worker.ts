// Counts seconds where a background tab is not slowed down.
onmessage = ({ data }: MessageEvent<number>) => {
  setInterval(() => postMessage(0), data)
}

// The sound of an alarm: two soft tones every two seconds, made by the browser, no file to load.

/** Sounds until the returned function is called. Stays silent where the browser forbids sound before a touch. */
export const startSiren = (volume: number): (() => void) => {
  if (typeof AudioContext === 'undefined') return () => undefined
  const context = new AudioContext()
  const tone = (frequency: number, delay: number) => {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0, context.currentTime + delay)
    gain.gain.linearRampToValueAtTime(volume, context.currentTime + delay + 0.05)
    gain.gain.linearRampToValueAtTime(0, context.currentTime + delay + 0.45)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(context.currentTime + delay)
    oscillator.stop(context.currentTime + delay + 0.5)
  }
  const ring = () => {
    tone(880, 0)
    tone(660, 0.5)
  }
  ring()
  const timer = setInterval(ring, 2000)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

/* Photos are made smaller on the phone, before they cost its owner anything. */

const LONG_SIDE = 1600;
const QUALITY = 0.8;
const SMALL_ENOUGH = 400 * 1024;
export const LARGEST = 10 * 1024 * 1024;

/* Width and height at which a picture is sent: its shape as it is, no side longer than the longest. */
export function fitted(width, height) {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  return [Math.round(width * scale), Math.round(height * scale)];
}

/* The file itself where it is small already, or drawing it anew gains nothing. */
export async function shrunk(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [width, height] = fitted(image.width, image.height);
  if (width === image.width && file.size < SMALL_ENOUGH) return file;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  image.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? blob : file;
}

import { GetObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { randomUUID } from "node:crypto";
import { arrivalLost, newArrival } from "./arrival.ts";
import type { Bucket } from "./bucket.ts";
import { closeArrival, partsOf } from "./bucket-arrival.ts";
import { createUpload, partBytesFor, type Limits } from "./bucket-parts.ts";
import type { Arrival, Direct } from "./store.ts";

const partSeconds = 60 * 60;

/** How clients send to the bucket and read from it, by URLs that we sign. */
export function openDirect(bucket: Bucket, limits: Limits): Direct {
  const uploadOf = (arrival: Arrival) => {
    if (arrival.upload === undefined) throw new Error(`${arrival.name} was not begun for parts that clients send.`);
    return { key: bucket.incoming + arrival.name, upload: arrival.upload };
  };
  const parts = async (arrival: Arrival) => await partsOf(bucket, limits, arrival.name, uploadOf(arrival).upload);
  return {
    partBytes: (size) => partBytesFor(size, limits),
    async begin(size) {
      const arrival = newArrival(randomUUID(), size);
      return { ...arrival, upload: await createUpload(bucket, bucket.incoming + arrival.name) };
    },
    async signParts(arrival, numbers) {
      const { key, upload } = uploadOf(arrival);
      const sign = (PartNumber: number) =>
        getSignedUrl(bucket.signer, new UploadPartCommand({ ...bucket.at(key), UploadId: upload, PartNumber }), { expiresIn: partSeconds });
      return await Promise.all(numbers.map(sign));
    },
    parts,
    async complete(arrival) {
      const found = await parts(arrival).catch((error: unknown) => {
        // Completed before: the object is there instead.
        if ((error as NodeJS.ErrnoException).code === "ARRIVAL_LOST") return [];
        throw error;
      });
      const size = await closeArrival(bucket, { ...arrival, parts: found });
      if (size === null) throw arrivalLost(arrival.name, "the bucket has neither their upload nor their object");
      return { size };
    },
    async signRead(sha256, { disposition, seconds }) {
      const command = new GetObjectCommand({
        ...bucket.at(bucket.keyOf(sha256)),
        ResponseContentDisposition: disposition,
        ResponseContentType: "application/octet-stream",
      });
      return await getSignedUrl(bucket.signer, command, { expiresIn: seconds });
    },
  };
}

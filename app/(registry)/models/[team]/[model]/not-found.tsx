import { Missing } from "./missing.tsx";

export default function ModelNotFound() {
  return <Missing what="model" />;
}

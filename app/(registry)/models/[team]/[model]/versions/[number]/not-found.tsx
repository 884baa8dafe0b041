import { Missing } from "../../missing.tsx";

export default function VersionNotFound() {
  return <Missing what="version" />;
}

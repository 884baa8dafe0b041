function unfold() {
    return {};
}
const procedures = unfold();
const configuration = unfold();
export {};

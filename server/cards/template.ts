/**
 * What a new card begins with. Its parts are those of Mitchell et al., Model Cards for Model Reporting (FAT* 2019,
 * https://doi.org/10.1145/3287560.3287596), and of Hugging Face's template
 * (https://huggingface.co/docs/hub/model-card-annotated). What the registry knows is filled in by references that hold for
 * every version; comments say what to write, and are not shown.
 */
export const cardTemplate = `---
license: # an SPDX identifier, such as apache-2.0
language: # such as en, or [en, de]
pipeline_tag: # such as tabular-classification
---

# {{model}} {{version}}

{{description}}

## Intended use

<!-- Who is it for, and which decisions does it support? What comes in, and what goes out? -->

## Out of scope

<!-- What must it not be used for? Which people, places or kinds of data was it not made for? -->

## Data

{{datasets}}

<!-- How was the data gathered and cleaned? Whom does it stand for, and whom not? -->

## Metrics

{{metrics}}

<!-- Why these metrics? How do they differ between groups? Which threshold is used, and why? -->

## Limitations

<!-- Where does it fail, and how does one notice? -->

## Ethical considerations

<!-- Whom can it harm, and what was done about that? Does it use personal data? -->

## How to use

Pull {{reference}}, whose digest is {{digest}}; the page “Use it” has the commands.

<!-- What does one call send, and what comes back? A short example says more than a paragraph. -->

## Where it came from

{{lineage}}

It is made with {{framework}} and live in: {{stages}}.

## Contact

<!-- Whom does one ask, and whom does one tell when it goes wrong? -->
`;

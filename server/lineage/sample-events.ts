/** Events as the integrations of OpenLineage send them, for tests: with the many facets that nobody here knows. */

const facet = (name: string) => ({ _producer: "https://github.com/OpenLineage/OpenLineage/tree/1.39.0/client/python", _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json#/$defs/${name}` });

/** The task of an Airflow DAG that trains and registers. */
export const airflowComplete = {
  eventType: "COMPLETE",
  eventTime: "2026-05-03T10:12:07.481923+00:00",
  producer: "https://github.com/apache/airflow/tree/providers-openlineage/2.7.3",
  schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
  run: {
    runId: "01968f5c-7c1d-7b39-8f0e-5f1f3f0f4b11",
    facets: {
      airflow: {
        ...facet("AirflowRunFacet"),
        dag: { dag_id: "train_fraud", owner: "risk", schedule_interval: "@daily", start_date: "2026-01-01T00:00:00+00:00", tags: "['risk', 'training']", timetable: { delta: 86400.0 }, fileloc: "/opt/airflow/dags/train_fraud.py" },
        dagRun: { conf: {}, dag_id: "train_fraud", data_interval_end: "2026-05-03T10:00:00+00:00", external_trigger: false, run_id: "scheduled__2026-05-02T10:00:00+00:00", run_type: "scheduled" },
        task: { depends_on_past: false, downstream_task_ids: "['announce']", is_setup: false, mapped: false, operator_class: "PythonOperator", operator_class_path: "airflow.providers.standard.operators.python.PythonOperator", task_id: "train", trigger_rule: "all_success", upstream_task_ids: "['extract']" },
        taskInstance: { duration: 612.4, map_index: -1, pool: "default_pool", try_number: 1, queued_dttm: "2026-05-03T10:01:54+00:00", log_url: "https://airflow.example.com/dags/train_fraud/runs/1/tasks/train" },
        taskUuid: "01968f5c-7c1d-7b39-8f0e-5f1f3f0f4b11",
      },
      nominalTime: { ...facet("NominalTimeRunFacet"), nominalStartTime: "2026-05-02T10:00:00+00:00", nominalEndTime: "2026-05-03T10:00:00+00:00" },
      parent: { ...facet("ParentRunFacet"), run: { runId: "01968f5b-0000-7b39-8f0e-5f1f3f0f4b11" }, job: { namespace: "production", name: "train_fraud" }, root: { run: { runId: "01968f5b-0000-7b39-8f0e-5f1f3f0f4b11" }, job: { namespace: "production", name: "train_fraud" } } },
      processing_engine: { ...facet("ProcessingEngineRunFacet"), name: "Airflow", version: "3.0.2", openlineageAdapterVersion: "2.7.3" },
      unknownSourceAttribute: { ...facet("UnknownOperatorAttributeRunFacet"), unknownItems: [{ name: "PythonOperator", properties: { op_kwargs: { depth: 6 }, templates: null } }] },
    },
  },
  job: {
    namespace: "production",
    name: "train_fraud.train",
    facets: {
      documentation: { ...facet("DocumentationJobFacet"), description: "Trains the fraud detector." },
      jobType: { ...facet("JobTypeJobFacet"), jobType: "TASK", integration: "AIRFLOW", processingType: "BATCH" },
      ownership: { ...facet("OwnershipJobFacet"), owners: [{ name: "risk", type: "MAINTAINER" }] },
      sourceCode: { ...facet("SourceCodeJobFacet"), language: "python", sourceCode: "def train(depth):\n    ..." },
      sourceCodeLocation: { ...facet("SourceCodeLocationJobFacet"), type: "git", url: "https://git.example.com/risk/fraud/blob/3f2c1d8e9a0b4c5d6e7f8091a2b3c4d5e6f70819/dags/train_fraud.py", repoUrl: "https://git.example.com/risk/fraud.git", path: "dags/train_fraud.py", version: "3f2c1d8e9a0b4c5d6e7f8091a2b3c4d5e6f70819", branch: "main" },
    },
  },
  inputs: [
    {
      namespace: "s3://lake",
      name: "transactions/2026-05.parquet",
      facets: {
        schema: { ...facet("SchemaDatasetFacet"), fields: [{ name: "amount", type: "double" }, { name: "card", type: "struct", fields: [{ name: "bin", type: "string" }] }] },
        dataSource: { ...facet("DatasourceDatasetFacet"), name: "lake", uri: "s3://lake/transactions/2026-05.parquet" },
        version: { ...facet("DatasetVersionDatasetFacet"), datasetVersion: "2026-05" },
        countersign_digest: { ...facet("CountersignDigest"), digest: `sha256:${"5".repeat(64)}` },
        ownership: { ...facet("OwnershipDatasetFacet"), owners: [{ name: "data-platform" }] },
      },
      inputFacets: { dataQualityMetrics: { ...facet("DataQualityMetricsInputDatasetFacet"), rowCount: 120000, bytes: 7340032, columnMetrics: { amount: { nullCount: 0, quantiles: { "0.5": 12.5 } } } } },
    },
    { namespace: "postgres://warehouse.example.com:5432", name: "risk.public.labels", facets: null },
  ],
  outputs: [
    { namespace: "countersign", name: "risk/fraud@1", facets: {}, outputFacets: { outputStatistics: { ...facet("OutputStatisticsOutputDatasetFacet"), rowCount: 1, size: 4096 } } },
    { namespace: "s3://lake", name: "reports/fraud.html", facets: {} },
  ],
};

/** The start of an application of Spark that reads a table and writes another, as a run of several events. */
export const sparkStart = {
  eventTime: "2026-05-03T09:58:11.2Z",
  producer: "https://github.com/OpenLineage/OpenLineage/tree/1.38.0/integration/spark",
  schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
  eventType: "START",
  run: {
    runId: "0196a1b2-3c4d-7e5f-8091-a2b3c4d5e6f7",
    facets: {
      "spark.logicalPlan": { ...facet("LogicalPlanFacet"), plan: [{ class: "org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand", "num-children": 1, outputPath: null, ifPartitionNotExists: false, options: null }, { class: "org.apache.spark.sql.catalyst.plans.logical.Filter", "num-children": 1, condition: [{ class: "org.apache.spark.sql.catalyst.expressions.And", "num-children": 2 }] }] },
      spark_version: { ...facet("SparkVersion"), "spark-version": "3.5.4", "openlineage-spark-version": "1.38.0" },
      spark_properties: { ...facet("SparkProperties"), properties: { "spark.master": "yarn", "spark.app.name": "features" } },
      spark_applicationDetails: { ...facet("SparkApplicationDetails"), master: "yarn", appName: "features", applicationId: "application_1746266291_0042", deployMode: "cluster", driverHost: "10.0.0.7", uiWebUrl: "http://10.0.0.7:4040" },
      "environment-properties": { ...facet("EnvironmentFacet"), "environment-properties": {} },
      countersign_version: { ...facet("CountersignVersion"), reference: "risk/fraud@1" },
    },
  },
  job: { namespace: "spark", name: "features.execute_insert_into_hadoop_fs_relation_command.lake_features", facets: { jobType: { ...facet("JobTypeJobFacet"), processingType: "BATCH", integration: "SPARK", jobType: "SQL_JOB" } } },
  inputs: [{ namespace: "hdfs://namenode:8020", name: "/warehouse/events", facets: { symlinks: { ...facet("SymlinksDatasetFacet"), identifiers: [{ namespace: "hive://metastore:9083", name: "lake.events", type: "TABLE" }] }, storage: { ...facet("StorageDatasetFacet"), storageLayer: "iceberg", fileFormat: "parquet" }, version: { ...facet("DatasetVersionDatasetFacet"), datasetVersion: 8231947120034567 } }, inputFacets: {} }],
  outputs: [],
};

/** A model of dbt that was made, without a version of anything. */
export const dbtComplete = {
  eventTime: "2026-05-03T09:20:00.123456",
  producer: "https://github.com/OpenLineage/OpenLineage/tree/1.39.0/integration/dbt",
  schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
  eventType: "COMPLETE",
  run: { runId: "8c814240-637d-4a36-937e-43787f5c79e0", facets: { dbt_version: { ...facet("DbtVersionRunFacet"), version: "1.10.15" }, dbt_run: { ...facet("DbtRunRunFacet"), invocation_id: "b8513ee2-6c1f-44ed-a13d-3fc35ef81004", project_name: "risk" }, parent: { ...facet("ParentRunFacet"), job: { name: "dbt-run-risk", namespace: "dbt" }, run: { runId: "f99310b4-3c3c-1a1a-2b2b-c1b95c24ff11" } } } },
  job: { namespace: "dbt", name: "warehouse.risk.labels", facets: { sql: { ...facet("SQLJobFacet"), query: "select * from raw.labels", dialect: "postgres" }, jobType: { ...facet("JobTypeJobFacet"), jobType: "MODEL", integration: "DBT", processingType: "BATCH" } } },
  inputs: [{ namespace: "postgres://warehouse.example.com:5432", name: "risk.raw.labels", facets: { schema: { ...facet("SchemaDatasetFacet"), fields: [] }, documentation: { ...facet("DocumentationDatasetFacet"), description: "" } } }],
  outputs: [{ namespace: "postgres://warehouse.example.com:5432", name: "risk.public.labels", facets: { columnLineage: { ...facet("ColumnLineageDatasetFacet"), fields: { id: { inputFields: [{ namespace: "postgres://warehouse.example.com:5432", name: "risk.raw.labels", field: "id", transformations: [{ type: "DIRECT", subtype: "IDENTITY", masking: false }] }] } } } } }],
};

/** About a job and about a dataset, with no run. */
export const jobEvent = { eventTime: "2026-05-03T09:00:00Z", producer: "https://example.com", schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent", job: { namespace: "dbt", name: "warehouse.risk.labels", facets: {} }, inputs: [], outputs: [] };
export const datasetEvent = { eventTime: "2026-05-03T09:00:00Z", producer: "https://example.com", schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent", dataset: { namespace: "s3://lake", name: "transactions", facets: {} } };

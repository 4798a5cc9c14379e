/** A program whose interface gives away control or data to whoever reaches it, unless it was set up with care. */
export interface SensitiveInterface {
  readonly name: string
  /** What the repositories of its images end in. */
  readonly repositories: readonly string[]
  /** Ports of the interface; all ports of the container when left out. */
  readonly ports?: readonly number[]
  /** What it gives to whoever reaches it. */
  readonly gives: 'control' | 'data'
}

/** Programs that ask for no login, or for none worth the name, as they come. */
export const sensitiveInterfaces: readonly SensitiveInterface[] = [
  {
    name: 'the Kubernetes Dashboard',
    repositories: ['kubernetesui/dashboard', 'kubernetes-dashboard-amd64', 'kubernetesui/dashboard-web'],
    gives: 'control',
  },
  { name: 'Tiller', repositories: ['tiller'], ports: [44134], gives: 'control' },
  { name: 'a Docker daemon', repositories: ['docker', 'dind'], ports: [2375, 2376], gives: 'control' },
  { name: 'Weave Scope', repositories: ['weaveworks/scope'], ports: [4040], gives: 'control' },
  { name: 'Argo Workflows', repositories: ['argoproj/argocli', 'argoproj/workflow-controller'], gives: 'control' },
  { name: 'Portainer', repositories: ['portainer/portainer', 'portainer/portainer-ce'], gives: 'control' },
  { name: 'Jenkins', repositories: ['jenkins/jenkins', 'jenkins'], ports: [8080, 50000], gives: 'control' },
  {
    name: 'Jupyter',
    repositories: ['jupyter/base-notebook', 'minimal-notebook', 'scipy-notebook', 'datascience-notebook', 'jupyterhub'],
    gives: 'control',
  },
  { name: 'Apache Airflow', repositories: ['airflow'], ports: [8080, 5555], gives: 'control' },
  { name: 'Apache NiFi', repositories: ['nifi'], gives: 'control' },
  {
    name: 'Apache Spark',
    repositories: ['spark', 'spark-operator'],
    ports: [4040, 6066, 7077, 8080, 8081],
    gives: 'control',
  },
  { name: 'Apache Flink', repositories: ['flink'], ports: [6123, 8081], gives: 'control' },
  {
    name: 'Kubeflow Pipelines',
    repositories: ['ml-pipeline/frontend', 'kfp-frontend', 'kubeflow/centraldashboard', 'centraldashboard'],
    gives: 'control',
  },
  { name: 'Longhorn', repositories: ['longhornio/longhorn-ui'], gives: 'control' },
  { name: 'Chaos Mesh', repositories: ['chaos-mesh/chaos-dashboard'], gives: 'control' },
  { name: 'etcd', repositories: ['etcd', 'coreos/etcd'], ports: [2379, 2380, 4001], gives: 'data' },
  { name: 'phpMyAdmin', repositories: ['phpmyadmin'], gives: 'data' },
  { name: 'Adminer', repositories: ['adminer'], gives: 'data' },
  { name: 'Mongo Express', repositories: ['mongo-express'], gives: 'data' },
  { name: 'Redis Commander', repositories: ['redis-commander'], gives: 'data' },
  { name: 'Kibana', repositories: ['kibana', 'opensearch-dashboards'], ports: [5601], gives: 'data' },
  { name: 'Elasticsearch', repositories: ['elasticsearch', 'opensearch'], ports: [9200, 9300], gives: 'data' },
  { name: 'Redis', repositories: ['redis', 'valkey', 'keydb'], ports: [6379, 26379], gives: 'data' },
  { name: 'Memcached', repositories: ['memcached'], ports: [11211], gives: 'data' },
  { name: 'MongoDB', repositories: ['mongo', 'mongodb'], ports: [27017, 27018, 27019], gives: 'data' },
  { name: 'PostgreSQL', repositories: ['postgres', 'postgresql'], ports: [5432], gives: 'data' },
  { name: 'MySQL', repositories: ['mysql', 'mariadb', 'percona'], ports: [3306], gives: 'data' },
  { name: 'Cassandra', repositories: ['cassandra'], ports: [7000, 7199, 9042], gives: 'data' },
  { name: 'CouchDB', repositories: ['couchdb'], ports: [5984], gives: 'data' },
  { name: 'ZooKeeper', repositories: ['zookeeper'], ports: [2181, 8080], gives: 'data' },
  { name: 'Kafka', repositories: ['kafka', 'cp-kafka'], ports: [9092, 9093], gives: 'data' },
  { name: 'RabbitMQ', repositories: ['rabbitmq'], ports: [5672, 15672, 25672], gives: 'data' },
  { name: 'NATS', repositories: ['nats'], ports: [4222, 6222, 8222], gives: 'data' },
  { name: 'Consul', repositories: ['consul'], ports: [8300, 8500], gives: 'control' },
  { name: 'Prometheus', repositories: ['prom/prometheus', 'prometheus/prometheus'], ports: [9090], gives: 'data' },
  {
    name: 'Alertmanager',
    repositories: ['prom/alertmanager', 'prometheus/alertmanager'],
    ports: [9093],
    gives: 'data',
  },
  { name: 'Hubble UI', repositories: ['cilium/hubble-ui', 'hubble-ui'], gives: 'data' },
  { name: 'Kiali', repositories: ['kiali/kiali', 'kiali'], gives: 'data' },
  { name: 'a container registry', repositories: ['library/registry', 'registry'], ports: [5000], gives: 'data' },
]

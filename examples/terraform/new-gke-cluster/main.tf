# The APIs that the cluster, the nodes' service account and its roles need. Remove this if your project has them.
resource "google_project_service" "required" {
  for_each = toset([
    "cloudresourcemanager.googleapis.com",
    "compute.googleapis.com",
    "container.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
  ])

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false
}

module "dagger_runners" {
  source = "github.com/telchak/terraform-dagger-runners//modules/github/gke?ref=v0.1.0"

  # Cluster. The node pool keeps at least one node, on which the controller listens for jobs. The runners and all other
  # nodes scale to zero.
  project_id                      = var.project_id
  region                          = var.region
  zones                           = var.zones
  create_network                  = true
  cluster_suffix                  = "dagger"
  machine_type                    = "n2-standard-8"
  disk_size_gb                    = 200
  disk_type                       = "pd-ssd"
  min_node_count                  = 1
  max_node_count                  = 4
  spot                            = true
  deletion_protection             = true
  enable_vertical_pod_autoscaling = true
  vpa_update_mode                 = "Off"

  # GitHub. Either a secret that is already in the cluster, or the credentials of a GitHub App.
  gh_config_url               = var.gh_config_url
  gh_app_existing_secret_name = var.gh_app_existing_secret_name
  gh_app_id                   = var.gh_app_id
  gh_app_installation_id      = var.gh_app_installation_id
  gh_app_private_key          = var.gh_app_private_key

  # One engine for each version, each with its own disk, which outlives pods and nodes. Labels:
  #   dagger-v0.20.3, dagger-v0.21.8   exactly this version
  #   dagger-v0.20, dagger-v0.21       the newest patch of the minor in this list
  #   dagger-latest                    the newest version in this list
  dagger_versions                     = ["0.20.3", "0.21.8"]
  engine_mode                         = "statefulset"
  persistent_cache_size               = "200Gi"
  persistent_cache_storage_class_name = "premium-rwo"
  dagger_engine_requests              = { cpu = "500m", memory = "16Gi" }

  # Runners. They only wait for the engine, so they are small. The size "" creates the labels without a suffix, such as
  # dagger-v0.20; "large" creates dagger-v0.20-large.
  min_runners       = 0
  alias_min_runners = 0
  max_runners       = 20
  runner_size_templates = {
    "" = {
      runner_requests = { cpu = "50m", memory = "256Mi" }
      runner_limits   = {}
    }
    large = {
      runner_requests = { cpu = "250m", memory = "512Mi" }
      runner_limits   = { cpu = "1", memory = "1Gi" }
    }
  }

  # Optional: traces, and Dagger Cloud's cache, which all engines share.
  dagger_cloud_token = var.dagger_cloud_token

  depends_on = [google_project_service.required]
}

module "dagger_runners" {
  source = "github.com/telchak/terraform-dagger-runners//modules/github?ref=v0.1.0"

  # GitHub. Either a secret that is already in the cluster, or the credentials of a GitHub App.
  gh_config_url               = var.gh_config_url
  gh_app_existing_secret_name = var.gh_app_existing_secret_name
  gh_app_id                   = var.gh_app_id
  gh_app_installation_id      = var.gh_app_installation_id
  gh_app_private_key          = var.gh_app_private_key

  # One engine on every node, reached by a socket of the node; its state is the node's and goes with it. No storage
  # class is needed. For a state that outlives nodes:
  #   engine_mode                         = "statefulset"
  #   persistent_cache_size               = "100Gi"
  #   persistent_cache_storage_class_name = ""            # the cluster's default; SSDs pay
  dagger_versions = ["0.20.3"]
  engine_mode     = "daemonset"

  # Runners, from none to ten for each label. Without the size "" there would be no label without a suffix.
  min_runners = 0
  max_runners = 10
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

  # Where the cluster has the Vertical Pod Autoscaler: what the engine really uses.
  enable_vpa      = var.enable_vpa
  vpa_update_mode = "Off"

  # Traces, and Dagger Cloud's cache shared by all engines. Leave it empty to go without.
  dagger_cloud_token = var.dagger_cloud_token
}

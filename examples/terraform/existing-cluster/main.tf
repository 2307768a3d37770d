module "dagger_runners" {
  source = "github.com/telchak/terraform-dagger-runners//modules/github?ref=v0.1.0"

  # GitHub. Either a secret that is already in the cluster, or the credentials of a GitHub App.
  gh_config_url               = var.gh_config_url
  gh_app_existing_secret_name = var.gh_app_existing_secret_name
  gh_app_id                   = var.gh_app_id
  gh_app_installation_id      = var.gh_app_installation_id
  gh_app_private_key          = var.gh_app_private_key

  # One engine on each node, which jobs reach through a socket of the node. Its state is on the node and is lost with
  # it. No storage class is needed. For a state that outlives nodes:
  #   engine_mode                         = "statefulset"
  #   persistent_cache_size               = "100Gi"
  #   persistent_cache_storage_class_name = ""            # the cluster's default; SSDs are recommended
  dagger_versions = ["0.20.3"]
  engine_mode     = "daemonset"

  # Up to ten runners for each label, none when idle. The size "" creates the labels without a suffix.
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

  # If the cluster has the Vertical Pod Autoscaler, it recommends resources from what the engine uses.
  enable_vpa      = var.enable_vpa
  vpa_update_mode = "Off"

  # Optional: traces, and Dagger Cloud's cache, which all engines share.
  dagger_cloud_token = var.dagger_cloud_token
}

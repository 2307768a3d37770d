variable "gh_config_url" {
  type        = string
  description = "The organization or repository of the runners: https://github.com/ORGANIZATION or https://github.com/OWNER/REPOSITORY."
}

variable "gh_app_existing_secret_name" {
  type        = string
  description = "A secret in the namespace arc-runners with github_app_id, github_app_installation_id and github_app_private_key. If empty, the three variables below are used."
  default     = ""
}

variable "gh_app_id" {
  type        = string
  description = "The GitHub App's ID."
  default     = ""
}

variable "gh_app_installation_id" {
  type        = string
  description = "The ID of the GitHub App's installation in the organization."
  default     = ""
}

variable "gh_app_private_key" {
  type        = string
  description = "The GitHub App's private key, the contents of its .pem file. Terraform stores it in its state."
  sensitive   = true
  default     = ""
}

variable "dagger_cloud_token" {
  type        = string
  description = "A Dagger Cloud token, or empty."
  sensitive   = true
  default     = ""
}

variable "enable_vpa" {
  type        = bool
  description = "Whether to create a VerticalPodAutoscaler for the engines. The cluster must have the Vertical Pod Autoscaler."
  default     = false
}

variable "kubeconfig_path" {
  type        = string
  description = "The kubeconfig file."
  default     = "~/.kube/config"
}

variable "kubeconfig_context" {
  type        = string
  description = "The context of the cluster in the kubeconfig file. kubectl config get-contexts lists them."
}

terraform {
  required_version = ">= 1.3"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0, < 8"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = ">= 5.0, < 8"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.0"
    }
    helm = {
      source  = "hashicorp/helm"
      version = "~> 3.0"
    }
    kubectl = {
      source  = "alekc/kubectl"
      version = ">= 2.0"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}

provider "google-beta" {
  project = var.project_id
  region  = var.region
}

data "google_client_config" "current" {}

provider "kubernetes" {
  host                   = "https://${module.dagger_runners.kubernetes_endpoint}"
  token                  = data.google_client_config.current.access_token
  cluster_ca_certificate = base64decode(module.dagger_runners.ca_certificate)
}

# From version 3 of this provider, kubernetes is an attribute, not a block.
provider "helm" {
  kubernetes = {
    host                   = "https://${module.dagger_runners.kubernetes_endpoint}"
    token                  = data.google_client_config.current.access_token
    cluster_ca_certificate = base64decode(module.dagger_runners.ca_certificate)
  }
}

provider "kubectl" {
  host                   = "https://${module.dagger_runners.kubernetes_endpoint}"
  token                  = data.google_client_config.current.access_token
  cluster_ca_certificate = base64decode(module.dagger_runners.ca_certificate)
  load_config_file       = false
}

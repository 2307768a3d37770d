output "runner_labels" {
  description = "The labels for runs-on."
  value       = values(module.dagger_runners.runner_labels)
}

output "cluster_name" {
  description = "For gcloud container clusters get-credentials."
  value       = module.dagger_runners.cluster_name
}

output "location" {
  description = "For gcloud container clusters get-credentials."
  value       = module.dagger_runners.location
}

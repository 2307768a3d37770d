output "runner_labels" {
  description = "The labels for runs-on."
  value       = values(module.dagger_runners.runner_labels)
}

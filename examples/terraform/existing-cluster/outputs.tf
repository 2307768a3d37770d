output "runner_labels" {
  description = "What may stand in runs-on."
  value       = values(module.dagger_runners.runner_labels)
}

module github.com/DataDog/datadog-go/v5

go 1.25.0

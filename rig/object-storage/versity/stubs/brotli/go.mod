module github.com/andybalholm/brotli

go 1.25.0

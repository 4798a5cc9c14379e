package main

import (
	"reflect"
	"runtime/debug"
	"strings"
	"unicode"

	corev1 "k8s.io/api/core/v1"
)

// about tells what the answers rest on: versions, the volume sources of the API, and the code points that Go's tables
// do not know, which decide what %q escapes.
func about() any {
	modules := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			modules[module.Path] = module.Version
		}
	}
	return map[string]any{
		"modules":       modules,
		"newestMinor":   newestMinor(),
		"volumeSources": volumeSources(),
		"unicode":       unicode.Version,
		"unassigned":    unassigned(),
	}
}

func volumeSources() []string {
	names := []string{}
	for field := range reflect.TypeFor[corev1.VolumeSource]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// unassigned gives ranges of code points, both ends included.
func unassigned() [][2]rune {
	ranges := [][2]rune{}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.Is(unicode.Cn, r) {
			continue
		}
		if last := len(ranges) - 1; last >= 0 && ranges[last][1] == r-1 {
			ranges[last][1] = r
		} else {
			ranges = append(ranges, [2]rune{r, r})
		}
	}
	return ranges
}

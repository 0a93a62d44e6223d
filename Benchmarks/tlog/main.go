// Makes and checks inclusion proofs with golang.org/x/mod/sumdb/tlog, a round for each line that it
// reads: SEED COUNT. The counterpart of bench-proofs: the same leaves, the same indices, the same
// digest, or one of the two is wrong.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/mod/sumdb/tlog"
)

// clockProcess is CLOCK_PROCESS_CPUTIME_ID: the processor time of all threads together, the
// collector's included.
const clockProcess = 2

func processor() int64 {
	var t syscall.Timespec
	_, _, failed := syscall.Syscall(
		syscall.SYS_CLOCK_GETTIME, clockProcess, uintptr(unsafe.Pointer(&t)), 0)
	if failed != 0 {
		panic(failed)
	}
	return t.Nano()
}

type splitMix struct{ state uint64 }

func (s *splitMix) next() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

func entry(index int64) []byte {
	return []byte("made-up entry " + strconv.FormatInt(index, 10) + "\n")
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// memory gives stored hashes from a slice: the shortest way there is.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = m[index]
	}
	return hashes, nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tlog LEAVES")
		os.Exit(64)
	}
	size, err := strconv.ParseInt(os.Args[1], 10, 64)
	must(err)
	stored := make(memory, 0, 2*size)
	for index := int64(0); index < size; index++ {
		hashes, err := tlog.StoredHashes(index, entry(index), stored)
		must(err)
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(size, stored)
	must(err)
	fmt.Println("ready", root.String())

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) != 2 {
			return
		}
		seed, err := strconv.ParseUint(words[0], 10, 64)
		must(err)
		count, err := strconv.Atoi(words[1])
		must(err)
		round(stored, size, root, seed, count)
	}
}

func round(stored memory, size int64, root tlog.Hash, seed uint64, count int) {
	numbers := splitMix{seed}
	indices := make([]int64, count)
	leaves := make([]tlog.Hash, count)
	for i := range indices {
		indices[i] = int64(numbers.next() % uint64(size))
		leaves[i] = tlog.RecordHash(entry(indices[i]))
	}

	proofs := make([]tlog.RecordProof, 0, count)
	cpu, wall := processor(), time.Now()
	for _, index := range indices {
		proof, err := tlog.ProveRecord(size, index, stored)
		must(err)
		proofs = append(proofs, proof)
	}
	makeCPU, makeWall := processor()-cpu, time.Since(wall)

	cpu, wall = processor(), time.Now()
	for i, proof := range proofs {
		must(tlog.CheckRecord(proof, size, root, indices[i], leaves[i]))
	}
	checkCPU, checkWall := processor()-cpu, time.Since(wall)

	digest := sha256.Sum256(nil)
	for i := 0; i < len(proofs) && i < 100; i++ {
		for _, hash := range proofs[i] {
			digest = tlog.NodeHash(digest, hash)
		}
	}
	fmt.Printf(
		"{\"makeCPU\":%d,\"makeWall\":%d,\"checkCPU\":%d,\"checkWall\":%d,\"digest\":\"%s\"}\n",
		makeCPU, makeWall.Nanoseconds(), checkCPU, checkWall.Nanoseconds(),
		base64.StdEncoding.EncodeToString(digest[:]))
}

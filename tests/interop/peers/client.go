// SPDX-License-Identifier: GPL-3.0-or-later
// A Go client: dials the address given, writes "Hello!", prints as many bytes as come back, and closes.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"
)

func main() {
	conn, err := net.Dial("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	message := []byte("Hello!")
	if _, err := conn.Write(message); err != nil {
		log.Fatal(err)
	}
	answer := make([]byte, len(message))
	if _, err := io.ReadFull(conn, answer); err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(answer))
}

// Go's TLS, told line by line what to do; the lines are those of Program.java.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

const limit = 20 * time.Second

// Numbers, so that Go versions without some of them still compile this.
var groups = map[string]tls.CurveID{
	"secp256r1": 23, "secp384r1": 24, "secp521r1": 25, "x25519": 29,
	"SecP256r1MLKEM768": 4587, "X25519MLKEM768": 4588, "SecP384r1MLKEM1024": 4589,
}

var versions = map[string]uint16{"TLSv1.2": tls.VersionTLS12, "TLSv1.3": tls.VersionTLS13}

type peer struct {
	client    *tls.Conn
	answers   *bufio.Reader
	listening net.Listener
	served    chan error
	cuts      bool
	sessions  tls.ClientSessionCache
	resumed   []string
}

func main() {
	var p peer
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		answer, err := p.obey(word, rest)
		if err != nil {
			answer = "failed " + strings.ReplaceAll(err.Error(), "\n", " ")
		}
		fmt.Println(answer)
	}
}

func (p *peer) obey(word, rest string) (string, error) {
	switch word {
	case "version":
		return strings.TrimPrefix(runtime.Version(), "go"), nil
	case "listen":
		return p.listen(settings(rest))
	case "connect":
		return "connected", p.connect(settings(rest))
	case "exchange":
		if err := p.send(p.client, "POST /echo HTTP/1.0", []byte(rest)); err != nil {
			return "", err
		}
		body, err := read(p.answers)
		return "body " + string(body), err
	case "end":
		return "ended", p.end()
	case "resumed":
		return "resumed " + strings.Join(p.resumed, " "), nil
	case "close":
		if p.client != nil {
			p.client.Close()
		}
		if p.listening != nil {
			p.listening.Close()
		}
		p.client, p.listening = nil, nil
		return "closed", nil
	}
	return "", errors.New(word + " is unknown")
}

func settings(line string) map[string]string {
	given := map[string]string{}
	for _, setting := range strings.Fields(line) {
		name, value, _ := strings.Cut(setting, "=")
		given[name] = value
	}
	return given
}

// Suites of TLS 1.3 cannot be chosen; the other end allows only one.
func (p *peer) config(given map[string]string) (*tls.Config, *x509.CertPool, error) {
	p.cuts = given["cut"] == "1"
	config := &tls.Config{MinVersion: versions[given["version"]], MaxVersion: versions[given["version"]]}
	for _, suite := range tls.CipherSuites() {
		if suite.Name == given["suite"] || suite.Name == given["suite"]+"_SHA256" {
			config.CipherSuites = []uint16{suite.ID}
		}
	}
	for _, name := range strings.Split(given["groups"], ",") {
		config.CurvePreferences = append(config.CurvePreferences, groups[name])
	}
	if given["alpn"] != "" {
		config.NextProtos = strings.Split(given["alpn"], ",")
	}
	if given["cert"] != "" {
		pair, err := tls.LoadX509KeyPair(given["cert"], given["key"])
		if err != nil {
			return nil, nil, err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	pem, err := os.ReadFile(given["ca"])
	anchors := x509.NewCertPool()
	anchors.AppendCertsFromPEM(pem)
	return config, anchors, err
}

func (p *peer) connect(given map[string]string) error {
	config, anchors, err := p.config(given)
	if err != nil {
		return err
	}
	if given["sessions"] != "kept" {
		p.sessions = tls.NewLRUClientSessionCache(8)
		p.resumed = nil
	}
	config.ClientSessionCache = p.sessions
	config.RootCAs = anchors
	config.ServerName = "localhost"
	p.client, err = tls.Dial("tcp", "127.0.0.1:"+given["port"], config)
	if err != nil {
		p.client = nil
		return err
	}
	p.note(p.client)
	p.client.SetDeadline(time.Now().Add(limit))
	p.answers = bufio.NewReader(p.client)
	return nil
}

func (p *peer) note(connection *tls.Conn) {
	word := map[bool]string{true: "yes", false: "no"}[connection.ConnectionState().DidResume]
	p.resumed = append(p.resumed, word)
}

func (p *peer) listen(given map[string]string) (string, error) {
	config, anchors, err := p.config(given)
	if err != nil {
		return "", err
	}
	config.ClientCAs = anchors
	config.ClientAuth = map[string]tls.ClientAuthType{
		"none": tls.NoClientCert, "want": tls.VerifyClientCertIfGiven, "need": tls.RequireAndVerifyClientCert,
	}[given["auth"]]
	p.listening, err = tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		return "", err
	}
	p.served = make(chan error, 1)
	p.resumed = nil
	connections := 1
	if given["connections"] != "" {
		connections, _ = strconv.Atoi(given["connections"])
	}
	go func(listening net.Listener, served chan error) {
		var err error
		for ; connections > 0 && err == nil; connections-- {
			var connection net.Conn
			if connection, err = listening.Accept(); err == nil {
				err = p.serve(connection)
				p.note(connection.(*tls.Conn))
				connection.Close()
			}
		}
		served <- err
	}(p.listening, p.served)
	return "port " + strconv.Itoa(p.listening.Addr().(*net.TCPAddr).Port), nil
}

func (p *peer) serve(connection net.Conn) error {
	connection.SetDeadline(time.Now().Add(limit))
	requests := bufio.NewReader(connection)
	for {
		body, err := read(requests)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = p.send(connection, "HTTP/1.0 200 OK", body)
		}
		if err != nil {
			return err
		}
	}
}

func (p *peer) end() error {
	if p.client == nil {
		return <-p.served
	}
	if _, err := p.answers.ReadByte(); err != io.EOF {
		return fmt.Errorf("instead of the end: %v", err)
	}
	return nil
}

func (p *peer) send(connection net.Conn, first string, body []byte) error {
	all := append([]byte(fmt.Sprintf("%s\r\nContent-Length: %d\r\n\r\n", first, len(body))), body...)
	step := len(all)
	if p.cuts {
		step = 1
	}
	for at := 0; at < len(all); at += step {
		if _, err := connection.Write(all[at : at+step]); err != nil {
			return err
		}
	}
	return nil
}

// The body of one HTTP message; io.EOF: there is none.
func read(in *bufio.Reader) ([]byte, error) {
	lines := textproto.NewReader(in)
	if _, err := lines.ReadLine(); err != nil {
		return nil, err
	}
	head, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(head.Get("Content-Length"))
	if err != nil {
		return nil, err
	}
	body := make([]byte, length)
	_, err = io.ReadFull(in, body)
	return body, err
}

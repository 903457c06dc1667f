//! The file server: kinds, and no way out of the folder.

use super::*;

fn folder(name: &str) -> PathBuf {
    let base = std::env::temp_dir().join(format!("neurotide-server-{name}-{}", std::process::id()));
    let folder = base.join("site");
    fs::create_dir_all(folder.join("pkg")).unwrap();
    fs::write(base.join("secret.txt"), "secret").unwrap();
    fs::write(folder.join("index.html"), "<p>hello</p>").unwrap();
    fs::write(folder.join("pkg/a b.wasm"), "wasm").unwrap();
    folder
}

fn fetch(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

#[test]
fn files_are_found_by_their_path() {
    let folder = folder("found");
    assert!(find(&folder, "/").unwrap().ends_with("index.html"));
    assert!(find(&folder, "/?seed=1").unwrap().ends_with("index.html"));
    assert!(find(&folder, "/pkg/a%20b.wasm").unwrap().ends_with("a b.wasm"));
    assert!(find(&folder, "/pkg/").is_none());
    assert!(find(&folder, "/nothing").is_none());
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = folder("out");
    let out = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/pkg/../../secret.txt",
        "/..%2fsecret.txt",
        "//../secret.txt",
        "/./../secret.txt",
        "/%00",
        "/..\\secret.txt",
        "/C:/x",
        "/%zz",
        "/%2",
        "secret.txt",
        "",
        "/pkg/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
    ];
    for target in out {
        assert!(find(&folder, target).is_none(), "{target} was found");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = folder("link");
    let link = folder.join("link.txt");
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(folder.parent().unwrap().join("secret.txt"), &link).unwrap();
    assert!(find(&folder, "/link.txt").is_none());
}

#[test]
fn replies_carry_kind_policy_and_no_store() {
    let server = Server::bind(0, &folder("reply")).unwrap();
    let address = server.address().unwrap();
    thread::spawn(move || server.run());
    let page = fetch(address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"), "{page}");
    assert!(page.contains("Cache-Control: no-store") && page.contains("frame-ancestors *"));
    assert!(page.ends_with("<p>hello</p>"));
    let wasm = fetch(address, "HEAD /pkg/a%20b.wasm HTTP/1.1\r\n\r\n");
    assert!(wasm.contains("application/wasm") && wasm.ends_with("\r\n\r\n"));
    assert!(fetch(address, "GET /x HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
    assert!(fetch(address, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
}

//! Owns finding out who holds a port, where the system tells: Linux, for programs of the same user.

use std::{fs, io, process};

/// `name (pid 123)` of the program that listens on a TCP port of this machine.
pub(super) fn holder(port: u16) -> Option<String> {
    let sockets = ["/proc/net/tcp", "/proc/net/tcp6"].into_iter().filter_map(|table| fs::read_to_string(table).ok());
    let inodes: Vec<_> = sockets.flat_map(|table| listening(&table, port)).collect();
    if inodes.is_empty() {
        return None;
    }
    let pids: Vec<_> = fs::read_dir("/proc").ok()?.filter_map(pid).collect();
    let holder = pids.iter().find(|pid| holds(**pid, &inodes)).or_else(|| {
        // Another run of this program hides its files (see `memory`), so it is known by its name.
        let own = name(process::id());
        pids.iter().find(|pid| **pid != process::id() && fs::read_dir(files(**pid)).is_err() && name(**pid) == own)
    })?;
    Some(format!("{} (pid {holder})", name(*holder)?))
}

fn pid(entry: io::Result<fs::DirEntry>) -> Option<u32> {
    entry.ok()?.file_name().to_str()?.parse().ok()
}

fn files(pid: u32) -> String {
    format!("/proc/{pid}/fd")
}

fn name(pid: u32) -> Option<String> {
    Some(fs::read_to_string(format!("/proc/{pid}/comm")).ok()?.trim().to_owned())
}

fn holds(pid: u32, inodes: &[String]) -> bool {
    let Ok(files) = fs::read_dir(files(pid)) else { return false };
    let mut targets = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    targets.any(|target| inodes.iter().any(|inode| target.as_os_str() == inode.as_str()))
}

/// The sockets in a table of the kernel's that listen on `port`, as the links in `/proc/PID/fd` name them.
fn listening(table: &str, port: u16) -> Vec<String> {
    const LISTEN: &str = "0A";
    let rows = table.lines().skip(1).filter_map(|row| {
        let columns: Vec<_> = row.split_whitespace().collect();
        let (_, local_port) = columns.get(1)?.rsplit_once(':')?;
        let is_it = u16::from_str_radix(local_port, 16) == Ok(port) && *columns.get(3)? == LISTEN;
        is_it.then(|| columns.get(9).map(|inode| format!("socket:[{inode}]")))?
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_of_a_port_is_this_very_test() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let told = holder(port).expect("Linux tells");
        assert!(told.ends_with(&format!("(pid {})", std::process::id())), "{told}");
        drop(socket);
        assert_eq!(holder(port), None);
    }
}

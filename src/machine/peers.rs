//! Owns telling who speaks to a socket of this machine, where the system tells: Linux.

use std::net::SocketAddr;

/// Which of these connections, each a peer and the local address it came to, are let in: those of this user and of root,
/// and of the user that `sudo` was called by. A peer that has closed already belongs to nobody and stays out.
///
/// Where the system does not tell who a peer is, or a user namespace hides it, everyone is let in.
pub(super) fn admits(connections: &[(SocketAddr, SocketAddr)]) -> Vec<bool> {
    #[cfg(target_os = "linux")]
    return linux::admits(connections);
    #[cfg(not(target_os = "linux"))]
    return vec![true; connections.len()];
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        collections::HashMap,
        fs,
        net::{IpAddr, SocketAddr},
    };

    use rustix::process::geteuid;

    /// What `/proc/net/tcp` shows for a user that this user namespace does not have.
    const OVERFLOW: u32 = 65534;

    pub(super) fn admits(connections: &[(SocketAddr, SocketAddr)]) -> Vec<bool> {
        let Some(owners) = owners() else { return vec![true; connections.len()] };
        let sudo = super::super::variable("SUDO_UID").and_then(|user| user.parse().ok());
        let own = geteuid().as_raw();
        let hides = hides_users();
        let is_let_in = |(peer, local): &(SocketAddr, SocketAddr)| match owners.get(&(key(peer), key(local))) {
            Some(owner) => *owner == own || *owner == 0 || Some(*owner) == sudo || (hides && *owner == OVERFLOW),
            None => false,
        };
        connections.iter().map(is_let_in).collect()
    }

    /// An IPv4 address inside IPv6 is the same address.
    fn key(address: &SocketAddr) -> (IpAddr, u16) {
        (address.ip().to_canonical(), address.port())
    }

    /// The owner of each socket by its own and the other end's address. `None` where the system does not tell.
    fn owners() -> Option<HashMap<((IpAddr, u16), (IpAddr, u16)), u32>> {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(fs::read_to_string);
        if tables[0].is_err() && tables[1].is_err() {
            return None;
        }
        let rows = tables.iter().flatten().flat_map(|table| table.lines().skip(1));
        Some(rows.filter_map(row).collect())
    }

    /// `sl local remote st queues timer retrnsmt uid timeout inode …` (proc_pid_net(5)). A socket that was closed has no
    /// inode, and its owner shows as root.
    fn row(line: &str) -> Option<(((IpAddr, u16), (IpAddr, u16)), u32)> {
        let mut columns = line.split_whitespace().skip(1);
        let (own, other) = (address(columns.next()?)?, address(columns.next()?)?);
        let owner = columns.nth(4)?.parse().ok()?;
        let inode = columns.nth(1)?;
        (inode != "0").then_some(((own, other), owner))
    }

    /// `0100007F:4650`: words of 32 bits in the machine's own order.
    fn address(text: &str) -> Option<(IpAddr, u16)> {
        let (host, port) = text.split_once(':')?;
        let words = host.as_bytes().chunks(8).map(|word| {
            let word = u32::from_str_radix(std::str::from_utf8(word).ok()?, 16).ok()?;
            Some(word.to_ne_bytes())
        });
        let bytes = words.collect::<Option<Vec<_>>>()?.concat();
        let host = match bytes.len() {
            4 => IpAddr::from(<[u8; 4]>::try_from(bytes).ok()?),
            _ => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
        };
        Some((host.to_canonical(), u16::from_str_radix(port, 16).ok()?))
    }

    /// Whether this user namespace has fewer users than the system.
    fn hides_users() -> bool {
        let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
        map.split_whitespace().collect::<Vec<_>>() != ["0", "0", "4294967295"]
    }

    #[cfg(test)]
    mod tests {
        use std::net::{TcpListener, TcpStream};

        use super::*;

        #[test]
        fn rows_are_read_in_both_families_and_closed_sockets_belong_to_nobody() {
            let open =
                "   1: 0100007F:C350 0100007F:4650 01 00000000:00000000 00:00000000 00000000  1000        0 12345 1 x";
            let (ends, owner) = row(open).expect("a row");
            assert_eq!(
                ends,
                (("127.0.0.1".parse().expect("an address"), 50000), ("127.0.0.1".parse().expect("an address"), 18000))
            );
            assert_eq!(owner, 1000);
            assert_eq!(row(&open.replace(" 12345 ", " 0 ")), None);
            let six = "   1: 00000000000000000000000001000000:C350 0000000000000000FFFF00000100007F:4650 01 0:0 0:0 0 7 0 9 1";
            let (ends, owner) = row(six).expect("a row");
            assert_eq!(
                (ends.0.0, ends.1.0, owner),
                ("::1".parse().expect("an address"), "127.0.0.1".parse().expect("an address"), 7)
            );
            assert_eq!(row("nonsense"), None);
        }

        #[test]
        fn this_very_process_is_let_in_until_it_has_closed() {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
            let stream = TcpStream::connect(listener.local_addr().expect("an address")).expect("a connection");
            let (accepted, peer) = listener.accept().expect("a connection");
            let ends = [(peer, accepted.local_addr().expect("an address"))];
            assert_eq!(admits(&ends), [true]);
            drop(stream);
            assert_eq!(admits(&ends), [false]);
        }
    }
}

//! Certificates for servers of this machine, good and bad, from an authority of the test's own.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};

use crate::support::client;

/// A certificate authority made for one test.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) pem: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    pub(crate) fn certify(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
        // With its authority's name it would pass for one that signed itself.
        params.distinguished_name.push(DnType::CommonName, name);
        change(&mut params);
        let key = KeyPair::generate().expect("a key");
        let chain = vec![params.signed_by(&key, &self.issuer).expect("a certificate").into()];
        Identity { chain, key: PrivatePkcs8KeyDer::from(key.serialize_der()).into() }
    }
}

pub(crate) struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
}

impl Identity {
    pub(crate) fn config(self) -> Arc<ServerConfig> {
        // The provider is installed with the first client.
        drop(client());
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(self.chain, self.key);
        Arc::new(config.expect("a certificate with its key"))
    }
}

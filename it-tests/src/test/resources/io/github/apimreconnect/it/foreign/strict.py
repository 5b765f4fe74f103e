# Python 3.13 verifies certificates this strictly by default.
import socket
import ssl

for host in ("localhost", "127.0.0.1"):
    context = ssl.create_default_context(cafile="ca.pem")
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    with socket.create_connection((host, 8443)) as connection:
        with context.wrap_socket(connection, server_hostname=host) as tls:
            print(host, tls.version(), tls.getpeercert()["subjectAltName"])

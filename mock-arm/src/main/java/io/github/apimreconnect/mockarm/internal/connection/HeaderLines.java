package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.function.Supplier;

/** Netty's header lines, limited in number, of heads and of trailers. */
final class HeaderLines {
    /** Each costs a hundred bytes besides its text, and a head can be held for as long as its response is delayed. */
    private static final int MAX = 200;

    static final HttpHeadersFactory HEAD = factory(Head::new);
    static final HttpHeadersFactory TRAILERS = factory(Trailers::new);

    private HeaderLines() {}

    private static void requireRoom(HttpHeaders headers) {
        if (headers.size() >= MAX) {
            throw new TooLongHttpHeaderException("More than " + MAX + " lines");
        }
    }

    private static HttpHeadersFactory factory(Supplier<HttpHeaders> headers) {
        return new HttpHeadersFactory() {
            @Override
            public HttpHeaders newHeaders() {
                return headers.get();
            }

            @Override
            public HttpHeaders newEmptyHeaders() {
                return headers.get();
            }
        };
    }

    /** Rejects a second Content-Length as it is added: for HTTP/1.0, Netty drops the duplicate before checking. */
    private static final class Head extends DefaultHttpHeaders {
        @Override
        public HttpHeaders add(CharSequence name, Object value) {
            requireRoom(this);
            if (name.length() == HttpHeaderNames.CONTENT_LENGTH.length()
                    && HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                    && contains(name)) {
                throw new InvalidHeadException(HeadCheck.CONTENT_LENGTH);
            }
            return super.add(name, value);
        }
    }

    private static final class Trailers extends DefaultHttpHeaders {
        private static final DefaultHttpHeadersFactory NETTY = DefaultHttpHeadersFactory.trailersFactory();

        Trailers() {
            super(NETTY.getNameValidator(), NETTY.getValueValidator(), 2);
        }

        @Override
        public HttpHeaders add(CharSequence name, Object value) {
            requireRoom(this);
            return super.add(name, value);
        }
    }
}

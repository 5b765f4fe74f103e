package io.github.apimreconnect.client;

import java.time.Duration;

/** Where measurements go. All arguments come from a small set, so they can be tags. */
interface MeterSink {
    String CALL = "apim.reconnect.call";
    String CALL_TEXT = "Calls, with their retries and waits";
    String RETRIES = "apim.reconnect.retries";
    String RETRIES_TEXT = "Attempts after the first one of a call";
    String BUCKET_WAIT = "apim.reconnect.bucket.wait";
    String BUCKET_WAIT_TEXT = "Waits of a fleet's attempts for their write bucket";
    String OUTCOME = "outcome";
    String CODE = "code";

    /** A call has ended. */
    void call(String outcome, String code, Duration elapsed);

    /** An attempt follows a failed one. */
    void retry(String code);

    /** An attempt has waited for its write bucket. */
    void bucketWait(Duration waited);
}

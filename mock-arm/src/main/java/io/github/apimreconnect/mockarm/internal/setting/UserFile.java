package io.github.apimreconnect.mockarm.internal.setting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a setting names. Every error names the setting and the file.
 *
 * @param setting the setting
 * @param path the file
 */
public record UserFile(String setting, Path path) {
    public static final int MIB = 1024 * 1024;

    /** Returns the content, of up to some bytes: the size of a device or a pipe is not known before it is read. */
    public byte[] read(int most) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new BadSettingException(setting, ": " + path + " has more than " + most / MIB + " MiB");
            }
            return content;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the exception for a file that cannot be read. */
    public BadSettingException unreadable(IOException e) {
        String why = Files.isDirectory(path) ? "it is a folder" : IoReason.of(e);
        return new BadSettingException(setting, " cannot be read: " + path + ": " + why, e);
    }
}

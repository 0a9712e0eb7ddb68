#include "app/cli/secretinput.h"

#include "app/cli/command.h"

#include <QFile>

#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxSecret = 64 * 1024;

/// Reads until the end (or the end of a line) straight into locked memory: no stream buffer keeps a copy.
Result<SecretBytes> readAll(int descriptor, bool oneLine)
{
    SecretBytes buffer(maxSecret + 1);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t count = ::read(descriptor, buffer.data() + size, oneLine ? 1 : buffer.size() - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(errors::FileRead, {{u"path"_s, u"password"_s}},
                           QString::fromLocal8Bit(std::strerror(errno)));
        if (count == 0)
            break;
        size += std::size_t(count);
        if (oneLine && buffer.data()[size - 1] == '\n')
            break;
    }
    if (size > maxSecret)
        return failure(errors::TooLarge, {{u"what"_s, u"password"_s}, {u"limit"_s, qulonglong(maxSecret)}});
    if (size > 0 && buffer.data()[size - 1] == '\n')
        --size;
    if (size > 0 && buffer.data()[size - 1] == '\r')
        --size;
    return buffer.part(0, size);
}

} // namespace

Result<SecretBytes> readSecretFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure(errors::FileRead, {{u"path"_s, path}}, QString::fromLocal8Bit(std::strerror(errno)));
    auto secret = readAll(descriptor, false);
    ::close(descriptor);
    return secret;
}

Result<SecretBytes> readSecretDescriptor(int descriptor) { return readAll(descriptor, false); }

Result<SecretBytes> askSecret(const QString &prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return failure(errors::CliPassword);
    termios before{};
    if (::tcgetattr(terminal, &before) != 0) {
        ::close(terminal);
        return failure(errors::CliPassword);
    }
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    const QByteArray text = prompt.toLocal8Bit() + ": ";
    (void)!::write(terminal, text.constData(), std::size_t(text.size()));
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    auto secret = readAll(terminal, true);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    (void)!::write(terminal, "\n", 1);
    ::close(terminal);
    return secret;
}

} // namespace ain::cli

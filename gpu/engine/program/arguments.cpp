#include "gpu/engine/program/arguments.h"

#include "gpu/engine/protocol/errors.h"

#include <limits>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> notUnderstood(const QString &word)
{
    return failure(errors::InvalidArgument, {{u"what"_s, word}});
}

bool readNumber(const QString &text, qint64 min, qint64 max, qint64 &to)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < min || number > max)
        return false;
    to = number;
    return true;
}

} // namespace

Result<Arguments> parseArguments(std::span<char *const> words)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const QString word = QString::fromLocal8Bit(words[i]);
        if (word == u"--self-test") {
            arguments.isSelfTest = true;
            continue;
        }
        if (word == u"--confinement-test") {
            arguments.isConfinementTest = true;
            continue;
        }
        if (i + 1 == words.size())
            return notUnderstood(word);
        const QString value = QString::fromLocal8Bit(words[++i]);
        qint64 number = 0;
        if (word == u"--fd" && readNumber(value, 3, 1024, number))
            arguments.fd = int(number);
        else if (word == u"--threads" && readNumber(value, 0, 256, number))
            arguments.threads = int(number);
        else if (word == u"--memory" && readNumber(value, 0, std::numeric_limits<qint64>::max(), number))
            arguments.memoryBytes = number;
        else if (word == u"--backend"
                 && (value == u"cpu" || value == u"auto" || value == u"cuda" || value == u"vulkan"))
            arguments.isCpuOnly = value == u"cpu";
        else if (word == u"--models" || word == u"--read")
            arguments.readable.append(value);
        else if (word == u"--temp")
            arguments.temporary = value;
        else
            return notUnderstood(word + u' ' + value);
    }
    if (arguments.fd < 0 && !arguments.isSelfTest && !arguments.isConfinementTest)
        return notUnderstood(u"--fd"_s);
    return arguments;
}

} // namespace ain::engine

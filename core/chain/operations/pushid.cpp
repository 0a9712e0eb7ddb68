#include "core/chain/operations/pushid.h"

#include <array>
#include <utility>

namespace ain::chain {

namespace {

constexpr char Alphabet[] = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
constexpr qsizetype TimeCharacters = 8;
constexpr std::size_t RandomCharacters = 12;

} // namespace

QString pushId(const Clock &clock, Rng &rng)
{
    QString id(TimeCharacters + qsizetype(RandomCharacters), QChar());
    quint64 time = quint64(std::max<qint64>(0, clock.nowMs()));
    for (qsizetype i = TimeCharacters - 1; i >= 0; --i) {
        id[i] = QLatin1Char(Alphabet[time % 64]);
        time /= 64;
    }
    std::array<std::uint8_t, RandomCharacters> random{};
    rng.fill(random);
    for (std::size_t i = 0; i < random.size(); ++i)
        id[TimeCharacters + qsizetype(i)] = QLatin1Char(Alphabet[random[i] % 64]);
    return id;
}

} // namespace ain::chain

#include "ui/text/prooftext.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>

namespace ain::text {

using light::Standing;

namespace {

QString translated(const char *text) { return QCoreApplication::translate("Proof", text); }

} // namespace

QString standingName(Standing standing)
{
    switch (standing) {
    case Standing::Proven: return translated(QT_TRANSLATE_NOOP("Proof", "proven"));
    case Standing::ProvenOlder: return translated(QT_TRANSLATE_NOOP("Proof", "proven, older"));
    case Standing::AppsWord: return translated(QT_TRANSLATE_NOOP("Proof", "the app’s word"));
    case Standing::Unproven: return translated(QT_TRANSLATE_NOOP("Proof", "not proven"));
    case Standing::Contradicted: return translated(QT_TRANSLATE_NOOP("Proof", "contradicted"));
    }
    return {};
}

QString standingSentence(Standing standing, const std::optional<Error> &why)
{
    QString sentence;
    switch (standing) {
    case Standing::Proven:
        return translated(
            QT_TRANSLATE_NOOP("Proof", "Proven: it follows from a block that the chain’s validators signed."));
    case Standing::ProvenOlder:
        sentence = translated(QT_TRANSLATE_NOOP("Proof",
                                                "It was proven by a signed block, but newer blocks exist or should: it "
                                                "may have changed since."));
        break;
    case Standing::AppsWord:
        sentence = translated(QT_TRANSLATE_NOOP("Proof",
                                                "The app’s word: it stands in a signed block, but those who write for "
                                                "this app could have made it look so."));
        break;
    case Standing::Unproven:
        sentence = translated(QT_TRANSLATE_NOOP("Proof", "Not proven: a node said so, and nobody has checked it."));
        break;
    case Standing::Contradicted:
        sentence = translated(QT_TRANSLATE_NOOP("Proof",
                                                "Contradicted: what a node said does not fit what the validators "
                                                "signed. Don’t rely on it; choose another node in the settings."));
        break;
    }
    return why ? sentence + QLatin1Char(' ') + errorSentence(*why) : sentence;
}

QString checkpointSource(const QString &source)
{
    if (source == QLatin1String("practice"))
        return translated(QT_TRANSLATE_NOOP("Proof", "the practice network of this computer"));
    if (source == QLatin1String("first contact"))
        return translated(QT_TRANSLATE_NOOP("Proof", "what this node showed at the first contact"));
    if (source == QLatin1String("light client"))
        return translated(QT_TRANSLATE_NOOP("Proof", "a light client that followed the chain to there"));
    return source;
}

QString alarmSentence(const QString &kind)
{
    if (kind == QLatin1String("conflicting_final_blocks") || kind == QLatin1String("conflicting_quorums"))
        return translated(
            QT_TRANSLATE_NOOP("Proof",
                              "Validators signed two different chains. Either a third of the stake is dishonest, or "
                              "trust began in the wrong place. Nothing is shown as proven until you pin a checkpoint "
                              "that you got from people you trust."));
    if (kind == QLatin1String("double_vote"))
        return translated(QT_TRANSLATE_NOOP(
            "Proof",
            "A validator signed two different blocks for the same turn. Too few did so to deceive you, but "
            "keep the evidence and send it to the operators of the network."));
    return translated(QT_TRANSLATE_NOOP(
        "Proof",
        "Signed statements about this chain exclude each other. Keep the evidence and ask people you trust "
        "which chain is the right one, then pin a checkpoint of it."));
}

} // namespace ain::text

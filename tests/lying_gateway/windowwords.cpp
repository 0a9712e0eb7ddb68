#include "windowwords.h"

#include "ui/text/errortext.h"
#include "ui/text/prooftext.h"

#include <QApplication>

namespace ain::lying {

using namespace Qt::StringLiterals;
using light::Standing;

namespace {

/// What users read; not taken from the program, so that it can be wrong.
struct Words {
    QString name;
    QString sentence; ///< begins with
    ui::Tone tone = ui::Tone::Plain;
};

Words wordsOf(Standing standing, bool isKorean)
{
    switch (standing) {
    case Standing::Proven:
        return isKorean
            ? Words{u"증명됨"_s, u"증명됨: 체인의 검증인들이 서명한 블록에서 나온 값이에요."_s, ui::Tone::Ok}
            : Words{u"proven"_s, u"Proven: it follows from a block"_s, ui::Tone::Ok};
    case Standing::ProvenOlder:
        return isKorean
            ? Words{u"증명됨(이전 블록) · "_s, u"서명된 블록으로 증명됐지만, 더 새로운 블록이"_s, ui::Tone::Ok}
            : Words{u"proven, older · "_s, u"It was proven by a signed block, but newer"_s, ui::Tone::Ok};
    case Standing::AppsWord:
        return isKorean ? Words{u"앱의 말"_s, u"앱의 말: 서명된 블록에 있지만, 이 앱에"_s, ui::Tone::Plain}
                        : Words{u"the app’s word"_s, u"The app’s word: it stands in a signed"_s, ui::Tone::Plain};
    case Standing::Unproven:
        return isKorean ? Words{u"증명 안 됨"_s, u"증명 안 됨: 노드가 그렇게 말했을 뿐"_s, ui::Tone::Warn}
                        : Words{u"not proven"_s, u"Not proven: a node said so, and nobody"_s, ui::Tone::Warn};
    case Standing::Contradicted:
        return isKorean ? Words{u"모순됨"_s, u"모순됨: 노드의 말이 검증인들이 서명한"_s, ui::Tone::Bad}
                        : Words{u"contradicted"_s, u"Contradicted: what a node said does not"_s, ui::Tone::Bad};
    }
    Q_UNREACHABLE();
}

constexpr Standing AllStandings[] = {Standing::Proven, Standing::ProvenOlder, Standing::AppsWord, Standing::Unproven,
                                     Standing::Contradicted};

} // namespace

WindowWords::WindowWords() : m_theme(*qApp), m_lamp(std::make_unique<ui::ProofLamp>(m_theme)) { }

WindowWords::~WindowWords() = default;

QString WindowWords::checkOne(const ui::ProofState &proof, qint64 nowMs)
{
    const Standing standing = proof.standing();
    const bool isKorean = m_language.code() == u"ko";
    const Words words = wordsOf(standing, isKorean);
    m_lamp->setProof(proof, nowMs);
    const QString name = m_lamp->accessibleName();
    const QString why = m_lamp->accessibleDescription();
    const QString said = u"“%1”: “%2”"_s.arg(name, why);
    if (m_lamp->text() != name || m_lamp->toolTip() != why)
        return u"is read out otherwise than shown: "_s + said;
    const bool isNamed = standing == Standing::ProvenOlder ? name.startsWith(words.name) : name == words.name;
    if (!isNamed || text::standingName(standing) != words.name.section(u" · "_s, 0, 0))
        return u"has another name: "_s + said;
    if (!why.contains(words.sentence))
        return u"has another sentence: "_s + said;
    for (const Standing other : AllStandings) {
        if (other != standing && why.contains(wordsOf(other, isKorean).sentence))
            return u"says two things: "_s + said;
    }
    if (ui::Format::proofTone(standing) != words.tone || m_lamp->tone() != words.tone
        || m_lamp->shape() != ui::lampShape(standing))
        return u"has another look: "_s + said;
    // Whatever a node could be blamed for is told.
    const bool isRefused = standing == Standing::Unproven || standing == Standing::Contradicted;
    if (isRefused && !proof.why)
        return u"gives no reason: "_s + said;
    if (proof.why && standing != Standing::Proven && !why.endsWith(text::errorSentence(*proof.why)))
        return u"gives another reason: "_s + said;
    if (why.contains(u"light."_s) || why.contains(u"rpc."_s) || why.contains(u"%1"_s))
        return u"shows its inside: "_s + said;
    return {};
}

QString WindowWords::check(const QList<Shown> &shown, qint64 nowMs)
{
    QStringList reasons;
    for (const QString &code : {u"en"_s, u"ko"_s}) {
        m_language.set(code);
        for (qsizetype i = 0; i < shown.size(); ++i) {
            const Shown &one = shown.at(i);
            if (const QString wrong = checkOne(one.proof, nowMs); !wrong.isEmpty())
                return one.what + u' ' + wrong;
            const QString reason = one.proof.why ? text::errorSentence(*one.proof.why) : QString();
            if (code == u"en")
                reasons += reason;
            else if (!reason.isEmpty() && reason == reasons.at(i))
                return one.what + u" has no Korean reason: "_s + reason;
        }
    }
    m_language.set(u"en"_s);
    return {};
}

QString WindowWords::checkAlarm(const QString &kind)
{
    m_language.set(u"en"_s);
    const QString english = text::alarmSentence(kind);
    m_language.set(u"ko"_s);
    const QString korean = text::alarmSentence(kind);
    m_language.set(u"en"_s);
    const bool isFork = kind == u"conflicting_final_blocks";
    if (isFork && !english.startsWith(u"Validators signed two different chains."_s))
        return english;
    if (isFork && !korean.startsWith(u"검증인들이 서로 다른 두 체인에 서명했어요."_s))
        return korean;
    return english.isEmpty() || korean == english ? u"no words for "_s + kind : QString();
}

} // namespace ain::lying

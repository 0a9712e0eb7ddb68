#include "ui/text/provenancetext.h"

#include <QCoreApplication>

namespace ain::text {

namespace {

QString translated(const char *text) { return QCoreApplication::translate("Provenance", text); }

} // namespace

QString provenanceSentence(const provenance::Report &report)
{
    namespace fault = provenance::fault;
    switch (report.standing) {
    case provenance::Standing::None:
        return translated(QT_TRANSLATE_NOOP("Provenance", "This file has no Content Credentials."));
    case provenance::Standing::Valid:
        return translated(QT_TRANSLATE_NOOP(
            "Provenance", "The file is unchanged since it was signed. Nobody vouches for who signed."));
    case provenance::Standing::Unknown:
        return translated(
            QT_TRANSLATE_NOOP("Provenance", "There are Content Credentials in a form that this program can't check."));
    case provenance::Standing::Altered: break;
    }
    if (report.fault == fault::Content)
        return translated(QT_TRANSLATE_NOOP("Provenance", "The picture was changed after it was signed."));
    if (report.fault == fault::Assertion)
        return translated(QT_TRANSLATE_NOOP("Provenance", "What is said of the picture was changed after signing."));
    if (report.fault == fault::Signature)
        return translated(
            QT_TRANSLATE_NOOP("Provenance", "The signature does not fit: nothing it says can be believed."));
    if (report.fault == fault::Certificate)
        return translated(QT_TRANSLATE_NOOP("Provenance", "The certificate of the signer is not valid at this time."));
    return translated(QT_TRANSLATE_NOOP("Provenance", "The Content Credentials are damaged."));
}

} // namespace ain::text

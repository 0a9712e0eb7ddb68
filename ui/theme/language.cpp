#include "ui/theme/language.h"

#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace ain::ui {

using namespace Qt::StringLiterals;

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void Language::set(const QString &code)
{
    QString wanted = code;
    if (wanted != u"ko" && wanted != u"en")
        wanted = QLocale::system().language() == QLocale::Korean ? u"ko"_s : u"en"_s;
    if (wanted == m_code)
        return;
    m_code = wanted;
    QLocale::setDefault(locale());
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    // English has a file too: for its plurals.
    if (m_own.load(text::translationFile(m_code)))
        QCoreApplication::installTranslator(&m_own);
    if (m_code != u"en" && m_qt.load(u"qtbase_%1"_s.arg(m_code), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    Q_EMIT changed();
}

QLocale Language::locale() const
{
    return m_code == u"ko" ? QLocale(QLocale::Korean, QLocale::SouthKorea)
                           : QLocale(QLocale::English, QLocale::UnitedStates);
}

} // namespace ain::ui

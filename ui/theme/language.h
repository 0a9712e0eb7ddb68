// The language of the program, switched at run time: installs the translators and the default locale.
#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

namespace ain::ui {

class Language : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Language() override;

    /// "ko", "en", or empty for the system's (Korean if that is Korean, else English). Main thread.
    void set(const QString &code);
    /// "ko" or "en".
    [[nodiscard]] QString code() const { return m_code; }
    [[nodiscard]] QLocale locale() const;

Q_SIGNALS:
    void changed();

private:
    QString m_code;
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace ain::ui

; Installer for Windows, for the current user only: it asks for no administrator.
;   makensis -DVERSION=0.1.0 -DSOURCE=FOLDER -DOUTFILE=FILE installers/windows/ain-studio.nsi
; FOLDER holds what is installed, as `cmake --install` and windeployqt leave it, with bin\ain-studio.exe.
Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!ifndef VERSION
  !error "say -DVERSION=…"
!endif
!ifndef SOURCE
  !error "say -DSOURCE=…, the folder that is to be installed"
!endif
!ifndef OUTFILE
  !define OUTFILE "ain-studio-${VERSION}-setup.exe"
!endif
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\AIN Studio"

!include "MUI2.nsh"

Name "AIN Studio"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\AIN Studio"
InstallDirRegKey HKCU "Software\AIN Studio" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "AIN Studio"
VIAddVersionKey "FileDescription" "AIN Studio Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\ain-studio.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"

LangString KEEPS ${LANG_ENGLISH} "Your vault and pictures stay where they are."
LangString KEEPS ${LANG_KOREAN} "금고와 그림은 있던 자리에 그대로 남습니다."

Section "AIN Studio"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\AIN Studio.lnk" "$INSTDIR\bin\ain-studio.exe"

  ; Payment links: the program is handed the link, and asks before anything is sent.
  WriteRegStr HKCU "Software\Classes\ain" "" "URL:AIN payment"
  WriteRegStr HKCU "Software\Classes\ain" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\ain\DefaultIcon" "" "$INSTDIR\bin\ain-studio.exe,0"
  WriteRegStr HKCU "Software\Classes\ain\shell\open\command" "" '"$INSTDIR\bin\ain-studio.exe" -- "%1"'

  WriteRegStr HKCU "Software\AIN Studio" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "AIN Studio"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\bin\ain-studio.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; Never the folder as a whole: the user chose it, and may keep other things in it.
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\libexec"
  RMDir /r "$INSTDIR\share"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\AIN Studio.lnk"
  DeleteRegKey HKCU "Software\Classes\ain"
  DeleteRegKey HKCU "Software\AIN Studio"
  DeleteRegKey HKCU "${UNINSTALL}"
  DetailPrint "$(KEEPS)"
SectionEnd

# The compiler writes the same bytes wherever its memory lies: as the system places it, without address randomisation, and with
# memory that is filled with noise.
#   cmake -DPROGRAM=contract_X -DROOT=source -DFOLDER=scratch -P deterministic.cmake
function(run name)
  execute_process(
    COMMAND ${ARGN} ${PROGRAM} -O2 --quiet -o ${FOLDER}/${name} --root ${ROOT}
    WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE failed ERROR_VARIABLE message)
  if(failed)
    message(FATAL_ERROR "${PROGRAM} failed: ${message}")
  endif()
endfunction()

file(REMOVE_RECURSE ${FOLDER})
run(plain)
run(perturbed ${CMAKE_COMMAND} -E env MALLOC_PERTURB_=165 NOISE=a-longer-environment-moves-the-stack)
set(others perturbed)
find_program(SETARCH setarch)
if(SETARCH)
  run(fixed ${SETARCH} -R)
  list(APPEND others fixed)
endif()

file(GLOB artifacts RELATIVE ${FOLDER}/plain ${FOLDER}/plain/*.json)
if(NOT artifacts)
  message(FATAL_ERROR "expected an artifact in ${FOLDER}/plain, got none")
endif()
foreach(artifact ${artifacts})
  file(SHA256 ${FOLDER}/plain/${artifact} expected)
  foreach(other ${others})
    file(SHA256 ${FOLDER}/${other}/${artifact} got)
    if(NOT got STREQUAL expected)
      message(FATAL_ERROR "expected ${artifact} to be the same in every process; ${other} differs")
    endif()
  endforeach()
endforeach()
file(REMOVE_RECURSE ${FOLDER})
